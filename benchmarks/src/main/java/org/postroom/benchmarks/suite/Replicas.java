package org.postroom.benchmarks.suite;

import java.util.List;
import org.postroom.embedded.FreePorts;
import org.postroom.local.LocalInstallation;
import org.postroom.local.PartStatus;
import org.postroom.local.ServiceDefinition;

/**
 * What an installation is divided into.
 *
 * @param gateways processes of the gateway
 * @param directories processes of the directory service; of the other services there is one each
 * @param partitions of every topic
 */
public record Replicas(int gateways, int directories, int partitions) {
  private static final String GATEWAY = "gateway";
  private static final String DIRECTORY = "directory";

  public Replicas {
    if (gateways < 1 || directories < 1 || partitions < 1) {
      throw new IllegalArgumentException("at least one of each");
    }
  }

  /** The services with as many processes, on free ports where they are not the first. */
  List<ServiceDefinition> of(List<ServiceDefinition> services, FreePorts ports) {
    return services.stream()
        .flatMap(service -> service.replicas(count(service.name()), ports::next).stream())
        .toList();
  }

  private int count(String service) {
    return switch (service) {
      case GATEWAY -> gateways;
      case DIRECTORY -> directories;
      default -> 1;
    };
  }

  /** The processes of the gateway. */
  static List<PartStatus> gateways(LocalInstallation installation) {
    return of(installation, GATEWAY);
  }

  /** The processes of the directory service. */
  static List<PartStatus> directories(LocalInstallation installation) {
    return of(installation, DIRECTORY);
  }

  private static List<PartStatus> of(LocalInstallation installation, String service) {
    return installation.status().stream()
        .filter(part -> ServiceDefinition.serviceOf(part.name()).equals(service))
        .toList();
  }
}
