package org.postroom.system.faults;

import java.util.List;
import java.util.function.Supplier;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.AccessKey;
import org.postroom.local.HealthProbe;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalInstallation.DatabaseAccess;
import org.postroom.local.PartStatus;
import org.postroom.local.ServiceDefinition;

/** An installation of this test's own, with a balancer in front of its gateways. */
interface InstalledSystem extends SystemUnderLoad, AutoCloseable {
  String GATEWAY = "gateway";
  String DIRECTORY = "directory";

  LocalInstallation installation();

  Wire balancer();

  /** One that sends each connection to a gateway that says that it is ready, or to any. */
  static Wire balancer(LocalInstallation installation) {
    List<Integer> ports =
        installation.status().stream()
            .filter(part -> ServiceDefinition.serviceOf(part.name()).equals(GATEWAY))
            .map(PartStatus::port)
            .toList();
    return balancer(() -> ports);
  }

  /** The same over gateways at the ports of the moment. */
  static Wire balancer(Supplier<List<Integer>> gateways) {
    return new Wire(
        () -> {
          List<Integer> all = gateways.get();
          List<Integer> ready =
              all.stream().filter(port -> HealthProbe.of(GATEWAY, port).isEmpty()).toList();
          return ready.isEmpty() ? all : ready;
        });
  }

  @Override
  default int port() {
    return balancer().port();
  }

  @Override
  default AccessKey accessKey() {
    return installation().accessKey();
  }

  @Override
  default String bootstrapServers() {
    return installation().bootstrapServers();
  }

  @Override
  default DatabaseAccess database(BoundedContext context) {
    return installation().database(context);
  }

  @Override
  default void close() {
    balancer().close();
    installation().close();
  }
}
