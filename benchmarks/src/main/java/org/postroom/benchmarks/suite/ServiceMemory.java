package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postroom.local.LocalInstallation;
import org.postroom.local.PartStatus;

/** The resident memory of an installation's processes. */
final class ServiceMemory {
  /** Not services of Postroom. */
  private static final Set<String> SERVERS = Set.of("postgres", "kafka");

  private final Map<String, Long> mebibytes = new TreeMap<>();

  private ServiceMemory() {}

  /** As it is now. */
  static ServiceMemory of(LocalInstallation installation) throws IOException {
    ServiceMemory memory = new ServiceMemory();
    for (PartStatus part : installation.status()) {
      memory.mebibytes.put(part.name(), residentKib(part.pid()) / 1024);
    }
    return memory;
  }

  /** Of the five services together, in MiB. */
  long services() {
    return mebibytes.entrySet().stream()
        .filter(part -> !SERVERS.contains(part.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public String toString() {
    return services() + " MiB " + mebibytes;
  }

  private static long residentKib(long pid) throws IOException {
    Process process =
        new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    return output.isEmpty() ? 0 : Long.parseLong(output);
  }
}
