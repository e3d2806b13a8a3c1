package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postroom.local.LocalInstallation;
import org.postroom.local.PartStatus;
import org.postroom.local.ServiceDefinition;

/** The resident memory of an installation's services, and apart from it that of its servers. */
final class ServiceMemory {
  private static final int KIB_PER_MIB = 1024;
  private static final Set<String> SERVICES =
      Set.of("gateway", "directory", "mail-domain", "policy", "export");

  private final Map<String, Long> services = new TreeMap<>();
  private final Map<String, Long> servers = new TreeMap<>();

  private ServiceMemory() {}

  /** As it is now, replicas added up; fails unless exactly the five services run. */
  static ServiceMemory of(LocalInstallation installation) throws IOException {
    ServiceMemory memory = new ServiceMemory();
    for (PartStatus part : installation.status()) {
      String service = ServiceDefinition.serviceOf(part.name());
      (SERVICES.contains(service) ? memory.services : memory.servers)
          .merge(service, residentKib(part.pid()), Long::sum);
    }
    if (!memory.services.keySet().equals(SERVICES)) {
      throw new IllegalStateException("not the five services: " + memory.services.keySet());
    }
    return memory;
  }

  /** Of the five services together, in MiB. */
  long services() {
    return services.values().stream().mapToLong(Long::longValue).sum() / KIB_PER_MIB;
  }

  @Override
  public String toString() {
    return "%d MiB %s, apart from it %s"
        .formatted(services(), mebibytes(services), mebibytes(servers));
  }

  private static Map<String, Long> mebibytes(Map<String, Long> kibibytes) {
    Map<String, Long> mebibytes = new TreeMap<>(kibibytes);
    mebibytes.replaceAll((name, kib) -> kib / KIB_PER_MIB);
    return mebibytes;
  }

  private static long residentKib(long pid) throws IOException {
    Process process =
        new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (output.isEmpty()) {
      throw new IllegalStateException("no process " + pid);
    }
    return Long.parseLong(output);
  }
}
