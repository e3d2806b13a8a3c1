package org.postroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.postroom.benchmarks.report.Machine;
import org.postroom.benchmarks.report.Report;
import org.postroom.benchmarks.suite.Replicas;
import org.postroom.benchmarks.suite.Scale;
import org.postroom.benchmarks.suite.Suite;
import org.postroom.benchmarks.suite.SuitePart;
import org.postroom.local.ProjectDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmarks' command line. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Starts Postroom over a temporary directory, measures it, prints the figures.")
public final class BenchmarksMain implements Callable<Integer> {
  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long each load is recorded (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "Seconds of load before each recording (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--settle",
      defaultValue = "20",
      description = {
        "Seconds of load before the first recordings, for the services' compilers",
        "(default: ${DEFAULT-VALUE})."
      })
  private int settle;

  @Option(
      names = "--large",
      defaultValue = "100000",
      description = "Users of the large organization (default: ${DEFAULT-VALUE}).")
  private int large;

  @Option(
      names = "--organizations",
      defaultValue = "50",
      description = "Organizations created (default: ${DEFAULT-VALUE}).")
  private int organizations;

  @Option(
      names = "--gateways",
      defaultValue = "1",
      description = "Processes of the gateway (default: ${DEFAULT-VALUE}).")
  private int gateways;

  @Option(
      names = "--directories",
      defaultValue = "1",
      description = "Processes of the directory service (default: ${DEFAULT-VALUE}).")
  private int directories;

  @Option(
      names = "--partitions",
      defaultValue = "16",
      description = "Partitions of every topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--only",
      split = ",",
      description = "Measure only these parts: ${COMPLETION-CANDIDATES}.")
  private Set<SuitePart> parts = EnumSet.allOf(SuitePart.class);

  @Option(names = "--markdown", description = "Also write the figures as Markdown to this file.")
  private Path markdown;

  @Option(names = "--keep", description = "Do not delete the temporary directory.")
  private boolean keep;

  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchmarksMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("postroom-benchmarks-");
    System.out.println("Measuring an installation in " + directory);
    try {
      Report report =
          Suite.run(
              directory,
              new Scale(settle, warmUp, seconds, organizations, 1000, large),
              new Replicas(gateways, directories, partitions),
              parts,
              System.out);
      Machine machine = Machine.current(LocalDate.now(), ProjectDirectory.find().root());
      System.out.println();
      System.out.print(report.text(machine));
      if (markdown != null) {
        Files.writeString(markdown, report.markdown(machine));
      }
      return 0;
    } finally {
      if (!keep) {
        delete(directory);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(directory)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
