package org.postroom.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postroom.embedded.FreePorts;
import org.postroom.local.LocalInstallation;
import org.postroom.local.PartStatus;
import org.postroom.local.ServiceDefinition;

/**
 * How many processes of the gateway and of the directory service there are; of the others there is
 * one each.
 */
public record Replicas(int gateways, int directories) {
  private static final String GATEWAY = "gateway";
  private static final String DIRECTORY = "directory";

  public Replicas {
    if (gateways < 1 || directories < 1) {
      throw new IllegalArgumentException("at least one of each");
    }
  }

  /** The services with as many processes, on free ports where they are not the first. */
  List<ServiceDefinition> of(List<ServiceDefinition> services, FreePorts ports) {
    List<ServiceDefinition> all = new ArrayList<>();
    for (ServiceDefinition service : services) {
      all.add(service);
      IntStream.rangeClosed(2, count(service.name()))
          .forEach(i -> all.add(service.replica(service.name() + '-' + i, ports.next())));
    }
    return all;
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
    return of(installation, GATEWAY).toList();
  }

  /** The processes of the directory service. */
  static List<PartStatus> directories(LocalInstallation installation) {
    return of(installation, DIRECTORY).toList();
  }

  private static Stream<PartStatus> of(LocalInstallation installation, String service) {
    return installation.status().stream().filter(part -> serviceOf(part.name()).equals(service));
  }

  /** Which service a process is of. */
  static String serviceOf(String part) {
    return part.replaceFirst("-\\d+$", "");
  }
}
