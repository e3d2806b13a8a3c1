package org.postroom.local.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.message.EventRetention;
import org.postroom.local.InstallationException;
import org.postroom.local.LocalSettings;
import org.postroom.local.Port;
import picocli.CommandLine.Option;

/** Everything about an installation that the command line lets one choose. */
final class InstallationOptions {
  private static final String RESOLVERS = "POSTROOM_MAIL_DOMAIN_RESOLVERS";

  private final Map<Port, Integer> chosen = new EnumMap<>(Port.class);

  @Option(names = "--region", paramLabel = "REGION", order = 9, description = "Default: us-east-1.")
  private String region;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      order = 11,
      description = "Where AWS clients connect (8080).")
  void gateway(int port) {
    choose(Port.GATEWAY, port);
  }

  @Option(names = "--directory-port", paramLabel = "PORT", order = 12, description = "(8081)")
  void directory(int port) {
    choose(Port.DIRECTORY, port);
  }

  @Option(names = "--mail-domain-port", paramLabel = "PORT", order = 13, description = "(8082)")
  void mailDomain(int port) {
    choose(Port.MAIL_DOMAIN, port);
  }

  @Option(names = "--policy-port", paramLabel = "PORT", order = 14, description = "(8083)")
  void policy(int port) {
    choose(Port.POLICY, port);
  }

  @Option(names = "--export-port", paramLabel = "PORT", order = 15, description = "(8084)")
  void export(int port) {
    choose(Port.EXPORT, port);
  }

  @Option(names = "--postgres-port", paramLabel = "PORT", order = 16, description = "(15432)")
  void postgres(int port) {
    choose(Port.POSTGRES, port);
  }

  @Option(names = "--kafka-port", paramLabel = "PORT", order = 17, description = "(19092)")
  void kafka(int port) {
    choose(Port.KAFKA, port);
  }

  @Option(
      names = "--kafka-controller-port",
      paramLabel = "PORT",
      order = 18,
      description = "(19093)")
  void kafkaController(int port) {
    choose(Port.KAFKA_CONTROLLER, port);
  }

  @Option(names = "--s3-port", paramLabel = "PORT", order = 19, description = "(19000)")
  void s3(int port) {
    choose(Port.S3, port);
  }

  @Option(names = "--smtp-port", paramLabel = "PORT", order = 20, description = "(10025)")
  void smtp(int port) {
    choose(Port.SMTP, port);
  }

  @Option(names = "--imap-port", paramLabel = "PORT", order = 21, description = "(10143)")
  void imap(int port) {
    choose(Port.IMAP, port);
  }

  @Option(
      names = "--dns-resolver",
      paramLabel = "HOST[:PORT]",
      order = 10,
      description = "Look mail domains up here, not with this machine's resolvers; repeatable.")
  private List<String> resolvers = List.of();

  @Option(
      names = "--event-retention",
      paramLabel = "TIME",
      order = 11,
      description =
          "How long events are kept: 90d, 12h, unlimited (as before; 90d at the first start). What"
              + " is older goes at once.")
  void eventRetention(String text) {
    try {
      eventRetention = EventRetention.of(text);
    } catch (IllegalArgumentException e) {
      throw new InstallationException("--event-retention: " + e.getMessage() + ".");
    }
  }

  private EventRetention eventRetention;

  LocalSettings applyTo(LocalSettings settings) {
    LocalSettings result =
        resolvers.isEmpty()
            ? settings
            : settings.withEnvironment(RESOLVERS, String.join(",", resolvers));
    if (eventRetention != null) {
      result = result.withEventRetention(eventRetention);
    }
    for (Map.Entry<Port, Integer> port : chosen.entrySet()) {
      result = result.withPort(port.getKey(), port.getValue());
    }
    return region == null ? result : result.withRegion(region);
  }

  /** As arguments again, for the supervisor's command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    chosen.forEach((port, number) -> arguments.add(port.option() + "=" + number));
    resolvers.forEach(resolver -> arguments.add("--dns-resolver=" + resolver));
    if (eventRetention != null) {
      arguments.add("--event-retention=" + eventRetention);
    }
    if (region != null) {
      arguments.add("--region=" + region);
    }
    return arguments;
  }

  private void choose(Port port, int number) {
    if (number < 1 || number > 65_535) {
      throw new InstallationException(port.option() + " takes a number from 1 to 65535.");
    }
    chosen.put(port, number);
  }
}
