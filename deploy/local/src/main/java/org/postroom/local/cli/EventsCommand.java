package org.postroom.local.cli;

import org.postroom.local.InstallationException;
import org.postroom.local.InstallationState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows the events of one organization. */
@Command(
    name = "events",
    description = "Follows the events of one organization, readably.",
    subcommands = {EventsRepublishCommand.class, EventsRetellCommand.class})
final class EventsCommand implements Runnable {
  @Mixin private DataOption data;

  @Parameters(arity = "0..1", paramLabel = "ORGANIZATION", description = "An organization id.")
  private String organization;

  @Option(
      names = "--from-beginning",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Begin with the organization's first event (the default), or with new ones.")
  private boolean fromBeginning;

  @Option(
      names = "--follow",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait for new events (the default), or end after those that exist.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (organization == null) {
      throw new InstallationException(
          "Say which organization: ./postroom events m-…; its id is in the answer of"
              + " create-organization.");
    }
    InstallationState state = data.running();
    int kafka =
        state.parts().stream()
            .filter(part -> part.name().equals("kafka"))
            .findFirst()
            .orElseThrow()
            .port();
    try (OrganizationEvents events =
        new OrganizationEvents("127.0.0.1:" + kafka, organization, fromBeginning)) {
      events.print(spec.commandLine().getOut(), follow);
    }
  }
}
