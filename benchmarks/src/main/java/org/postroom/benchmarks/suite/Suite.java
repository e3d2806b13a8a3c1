package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.postroom.benchmarks.driver.DriverProcess;
import org.postroom.benchmarks.driver.Target;
import org.postroom.benchmarks.report.Report;
import org.postroom.embedded.FreePorts;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalSettings;
import org.postroom.local.PartStatus;
import org.postroom.local.ProjectDirectory;
import org.postroom.local.ServiceDefinition;

/** One run of everything, over an installation of its own. */
public final class Suite {
  /** Far beyond the target: a busy machine's figures are poor, but they are figures. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private static final double START_TARGET_SECONDS = 60;
  private static final double MEMORY_TARGET_MIB = 1536;

  private Suite() {}

  /**
   * Starts Postroom over an empty directory, measures it and stops it.
   *
   * @param replicas of the services, and partitions
   * @param parts what is measured; what the parts need is made in any case
   * @param progress is told each figure as soon as it is known
   */
  public static Report run(
      Path directory, Scale scale, Replicas replicas, Set<SuitePart> parts, PrintStream progress)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Report report = new Report(progress);
    report.addFact(
        "Load of the machine before the start",
        String.format(
            Locale.ROOT,
            "%.1f in the last minute",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    LocalSettings settings =
        LocalSettings.standard(directory)
            .withAnyPorts()
            .withStartPatience(START_PATIENCE)
            .withPartitions(replicas.partitions())
            .withEnvironment("POSTROOM_GATEWAY_VERIFY_ONLY", "true")
            .withServices(
                replicas.of(
                    ServiceDefinition.of(ProjectDirectory.find()),
                    new FreePorts(new SecureRandom())));
    long start = System.nanoTime();
    try (LocalInstallation installation = LocalInstallation.start(settings);
        DriverProcess driver = DriverProcess.start()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      report.addFact("Start of everything, the first time", Math.round(seconds) + " s");
      report.atMost("Start of everything in seconds", seconds, START_TARGET_SECONDS);
      report.addFact(
          "Resident memory of the services, idle", ServiceMemory.of(installation).toString());
      Bench bench = new Bench(installation, driver, target(installation), report, scale);
      measure(bench, Organizations.create(bench), replicas.partitions(), parts, directory);
      ServiceMemory loaded = ServiceMemory.of(installation);
      report.addFact("Resident memory of the services, after all of it", loaded.toString());
      report.atMost("Resident memory in MiB", loaded.services(), MEMORY_TARGET_MIB);
    }
    return report;
  }

  private static void measure(
      Bench bench,
      Organizations organizations,
      int partitions,
      Set<SuitePart> parts,
      Path directory)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    if (parts.contains(SuitePart.CREATIONS)) {
      Creations.measure(bench, organizations.underLoad(), directory);
    }
    if (parts.contains(SuitePart.USERS) || parts.contains(SuitePart.DIRECTORY)) {
      organizations.fill(bench);
    }
    if (parts.contains(SuitePart.USERS)) {
      Reads.measure(bench, organizations);
    }
    if (parts.contains(SuitePart.DIRECTORY)) {
      DirectoryReads.measure(bench, organizations);
    }
    if (parts.contains(SuitePart.DECISIONS)) {
      MailDecisions.measure(bench, organizations.others().get(0));
    }
    if (parts.contains(SuitePart.SIZES)) {
      Sizes.measure(bench, organizations.others().get(0));
    }
    if (parts.contains(SuitePart.REFUSALS)) {
      Refusals.measure(bench, organizations.others(), partitions);
    }
    if (parts.contains(SuitePart.FLOOD)) {
      Flood.measure(bench, organizations.others().get(0));
    }
    if (parts.contains(SuitePart.EXPORT)) {
      Exports.measure(bench, directory);
    }
    if (parts.contains(SuitePart.IDLE)) {
      Idle.measure(bench);
    }
  }

  private static Target target(LocalInstallation installation) {
    return new Target(
        installation.gatewayUrl().getHost(),
        Replicas.gateways(installation).stream().map(PartStatus::port).toList(),
        installation.region(),
        installation.accessKey().accessKeyId(),
        installation.accessKey().secretAccessKey());
  }
}
