package org.postroom.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postroom.embedded.FreePorts;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalSettings;
import org.postroom.local.ProjectDirectory;
import org.postroom.local.ServiceDefinition;

/**
 * An installation with several directory services and gateways, these behind a balancer and each
 * with a reply partition of its own, of which some can be ended and started again.
 */
final class ScaledSystem implements InstalledSystem {
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private final LocalInstallation installation;
  private final Wire balancer;
  private final List<String> ended = new ArrayList<>();

  private ScaledSystem(LocalInstallation installation) {
    this.installation = installation;
    this.balancer = InstalledSystem.balancer(installation);
  }

  /**
   * Starts everything.
   *
   * @param partitions of every topic; no more gateways than that
   */
  static ScaledSystem start(int directories, int gateways, int partitions) {
    Map<String, Integer> processes = Map.of(DIRECTORY, directories, GATEWAY, gateways);
    FreePorts free = new FreePorts(new SecureRandom());
    try {
      LocalSettings settings =
          LocalSettings.standard(Files.createTempDirectory("postroom-scaled-"))
              .withAnyPorts()
              .withPartitions(partitions)
              .withStartPatience(START_PATIENCE)
              // As the overlays for Kubernetes have it: clients turn to another gateway in time.
              .withEnvironment("QUARKUS_SHUTDOWN_DELAY", "8S")
              .withEnvironment("QUARKUS_SHUTDOWN_TIMEOUT", "20S");
      List<ServiceDefinition> services =
          ServiceDefinition.of(ProjectDirectory.find()).stream()
              .flatMap(
                  service ->
                      service
                          .replicas(processes.getOrDefault(service.name(), 1), free::next)
                          .stream())
              .map(ScaledSystem::withReplyPartition)
              .toList();
      return new ScaledSystem(LocalInstallation.start(settings.withServices(services)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of its number, as pods of Kubernetes have it. */
  private static ServiceDefinition withReplyPartition(ServiceDefinition process) {
    if (!ServiceDefinition.serviceOf(process.name()).equals(GATEWAY)) {
      return process;
    }
    String number = process.name().substring(GATEWAY.length()).replace("-", "");
    int ordinal = number.isEmpty() ? 0 : Integer.parseInt(number) - 1;
    return process.withEnvironment("POSTROOM_GATEWAY_REPLY_PARTITION", Integer.toString(ordinal));
  }

  @Override
  public LocalInstallation installation() {
    return installation;
  }

  @Override
  public Wire balancer() {
    return balancer;
  }

  /** Ends some orderly, one after the other. */
  void end(String... parts) {
    for (String part : parts) {
      installation.stopPart(part);
      ended.add(part);
    }
  }

  /** Starts all that were ended. */
  void startAll() {
    ended.forEach(installation::startPart);
    ended.clear();
  }
}
