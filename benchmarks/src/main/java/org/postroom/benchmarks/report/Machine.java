package org.postroom.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the figures were measured on. */
public record Machine(
    String processor,
    int cores,
    long memoryGib,
    String jdk,
    String kernel,
    LocalDate date,
    String commit) {

  /** This machine, and the commit of the checkout at {@code project}. */
  public static Machine current(LocalDate today, Path project) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        today,
        commit(project));
  }

  /** In one sentence. */
  public String describe() {
    return "%s, %d cores, %d GiB; %s; %s; %s, commit %s"
        .formatted(processor, cores, memoryGib, jdk, kernel, date, commit);
  }

  private static String processorModel() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }

  private static String commit(Path project) {
    String head = git(project, List.of("git", "rev-parse", "--short", "HEAD"));
    boolean clean = git(project, List.of("git", "status", "--porcelain", "-uno")).isEmpty();
    return head.isEmpty() ? "unknown" : clean ? head : head + " with local changes";
  }

  private static String git(Path project, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(project.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
