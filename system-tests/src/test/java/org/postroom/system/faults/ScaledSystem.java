package org.postroom.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.FreePorts;
import org.postroom.local.AccessKey;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalInstallation.DatabaseAccess;
import org.postroom.local.LocalSettings;
import org.postroom.local.PartStatus;
import org.postroom.local.ProjectDirectory;
import org.postroom.local.ServiceDefinition;

/**
 * An installation with up to four directory services, and two gateways behind a balancer that asks
 * who is ready.
 */
final class ScaledSystem implements SystemUnderLoad, AutoCloseable {
  static final List<String> DIRECTORIES =
      List.of("directory", "directory-2", "directory-3", "directory-4");
  static final List<String> GATEWAYS = List.of("gateway", "gateway-2");

  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private final LocalInstallation installation;
  private final Map<String, Boolean> stopped = new ConcurrentHashMap<>();
  private final Wire balancer;

  private ScaledSystem(LocalInstallation installation) {
    this.installation = installation;
    List<Integer> gateways =
        installation.status().stream()
            .filter(part -> GATEWAYS.contains(part.name()))
            .map(PartStatus::port)
            .toList();
    this.balancer = new Wire(() -> FaultySystem.readyOnes(gateways));
  }

  /** Starts everything, all replicas included. */
  static ScaledSystem start() {
    FreePorts free = new FreePorts(new SecureRandom());
    try {
      LocalSettings settings =
          LocalSettings.standard(Files.createTempDirectory("postroom-scaled-"))
              .withAnyPorts()
              .withStartPatience(START_PATIENCE)
              // As the overlays for Kubernetes have it: clients turn to another gateway in time.
              .withEnvironment("QUARKUS_SHUTDOWN_DELAY", "8S")
              .withEnvironment("QUARKUS_SHUTDOWN_TIMEOUT", "20S");
      List<ServiceDefinition> services =
          ServiceDefinition.of(ProjectDirectory.find()).stream()
              .flatMap(service -> replicas(service, free))
              .toList();
      return new ScaledSystem(LocalInstallation.start(settings.withServices(services)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<ServiceDefinition> replicas(ServiceDefinition service, FreePorts free) {
    List<String> names =
        Stream.of(DIRECTORIES, GATEWAYS)
            .filter(each -> each.contains(service.name()))
            .findFirst()
            .orElse(List.of(service.name()));
    List<ServiceDefinition> all = new ArrayList<>(List.of(service));
    IntStream.range(1, names.size())
        .forEach(i -> all.add(service.replica(names.get(i), free.next())));
    return all.stream();
  }

  /** Ends some in order. */
  void stop(List<String> parts) {
    parts.forEach(
        part -> {
          installation.stopPart(part);
          stopped.put(part, true);
        });
  }

  /** Starts all that were ended. */
  void startAll() {
    stopped.keySet().forEach(installation::startPart);
    stopped.clear();
  }

  /** {@code kill -9}; the supervisor starts it again. */
  void kill(String part) {
    installation.kill(part);
  }

  /** Waits until all that were not ended are well. */
  void awaitHealthy(Duration patience) {
    startAll();
    installation.awaitHealthy(patience);
  }

  @Override
  public int port() {
    return balancer.port();
  }

  @Override
  public AccessKey accessKey() {
    return installation.accessKey();
  }

  @Override
  public String bootstrapServers() {
    return installation.bootstrapServers();
  }

  @Override
  public DatabaseAccess database(BoundedContext context) {
    return installation.database(context);
  }

  @Override
  public void close() {
    balancer.close();
    installation.close();
  }
}
