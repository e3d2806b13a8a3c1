package org.postroom.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.local.LocalSettings;
import picocli.CommandLine;

class InstallationOptionsTest {
  @Test
  void resolversReachTheServicesByWayOfTheSupervisor() {
    InstallationOptions chosen =
        CommandLine.populateCommand(
            new InstallationOptions(), "--dns-resolver", "127.0.0.1:5353", "--dns-resolver=[::1]");
    assertThat(chosen.arguments())
        .containsExactly("--dns-resolver=127.0.0.1:5353", "--dns-resolver=[::1]");

    InstallationOptions supervisors =
        CommandLine.populateCommand(
            new InstallationOptions(), chosen.arguments().toArray(String[]::new));
    assertThat(environment(supervisors))
        .isEqualTo(Map.of("POSTROOM_MAIL_DOMAIN_RESOLVERS", "127.0.0.1:5353,[::1]"));
  }

  @Test
  void withoutResolversTheMachinesOwnAreAsked() {
    InstallationOptions chosen = CommandLine.populateCommand(new InstallationOptions());
    assertThat(chosen.arguments()).isEmpty();
    assertThat(environment(chosen)).isEmpty();
  }

  @Test
  void howLongEventsAreKeptReachesTopicsAndServicesByWayOfTheSupervisor() {
    InstallationOptions chosen =
        CommandLine.populateCommand(new InstallationOptions(), "--event-retention", "30d");
    InstallationOptions supervisors =
        CommandLine.populateCommand(
            new InstallationOptions(), chosen.arguments().toArray(String[]::new));
    assertThat(environment(supervisors)).isEqualTo(Map.of("POSTROOM_EVENTS_RETENTION", "PT720H"));
  }

  private static Map<String, String> environment(InstallationOptions options) {
    return options.applyTo(LocalSettings.standard(Path.of("data"))).extraEnvironment();
  }
}
