package org.postroom.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postroom.benchmarks.driver.JobResult.GroupResult;

/** The figures of one run, as text for the terminal and as Markdown. */
public final class Report {
  private static final List<String> FIGURE_HEADS =
      List.of("measured", "a second", "p50 ms", "p99 ms", "remarks");
  private static final List<String> RATIO_HEADS = List.of("ratio", "value", "target", "reached");

  private final PrintStream progress;
  private final List<List<String>> figures = new ArrayList<>();
  private final List<List<String>> ratios = new ArrayList<>();

  /**
   * @param progress where each figure is told as soon as it is known
   */
  public Report(PrintStream progress) {
    this.progress = progress;
  }

  /** Adds what a group of clients measured. */
  public void add(String name, GroupResult result) {
    add(name, result, "");
  }

  /** The same with a remark. */
  public void add(String name, GroupResult result, String remark) {
    String remarks =
        result.unexpected().isEmpty()
            ? remark
            : "unexpected answers: " + result.unexpected() + "; " + remark;
    figure(name, decimal(result.rate(), 0), millis(result.p50()), millis(result.p99()), remarks);
  }

  /** Adds a rate. */
  public void addRate(String name, double rate, String remarks) {
    figure(name, decimal(rate, 0), "", "", remarks);
  }

  /** Adds a median. */
  public void addMedian(String name, long micros, String remarks) {
    figure(name, "", millis(micros), "", remarks);
  }

  /** Adds two percentiles. */
  public void addPercentiles(String name, long p50Micros, long p99Micros, String remarks) {
    figure(name, "", millis(p50Micros), millis(p99Micros), remarks);
  }

  /** Adds something else. */
  public void addFact(String name, String value) {
    figure(name, "", "", "", value);
  }

  /** Adds a ratio that is to be at least this much. */
  public void atLeast(String name, double value, double target) {
    ratio(name, decimal(value, 2), "≥ " + target, value >= target);
  }

  /** Adds a number that is to be at most this much. */
  public void atMost(String name, double value, double target) {
    ratio(name, decimal(value, 2), "≤ " + target, value <= target);
  }

  /** Adds a ratio without a target. */
  public void ratio(String name, double value) {
    ratios.add(List.of(name, decimal(value, 2), "", ""));
    progress.println("  " + name + ": " + decimal(value, 2));
  }

  private void ratio(String name, String value, String target, boolean reached) {
    ratios.add(List.of(name, value, target, reached ? "yes" : "NO"));
    progress.println("  " + name + ": " + value + " (" + target + ")");
  }

  private void figure(String name, String rate, String p50, String p99, String remarks) {
    figures.add(List.of(name, rate, p50, p99, remarks));
    progress.println(
        "  "
            + name
            + ":"
            + (rate.isEmpty() ? "" : " " + rate + "/s")
            + (p50.isEmpty() ? "" : " p50 " + p50 + " ms")
            + (p99.isEmpty() ? "" : " p99 " + p99 + " ms")
            + (remarks.isEmpty() ? "" : " " + remarks));
  }

  /** Everything as aligned columns. */
  public String text(Machine machine) {
    return machine.describe()
        + "\n\n"
        + columns(FIGURE_HEADS, figures)
        + "\n"
        + columns(RATIO_HEADS, ratios);
  }

  /** Everything as a Markdown fragment. */
  public String markdown(Machine machine) {
    return "Measured on: "
        + machine.describe()
        + ".\n\n"
        + markdownTable(FIGURE_HEADS, figures)
        + "\n"
        + markdownTable(RATIO_HEADS, ratios);
  }

  private static String columns(List<String> heads, List<List<String>> rows) {
    int[] widths = new int[heads.size()];
    List<List<String>> all = new ArrayList<>();
    all.add(heads);
    all.addAll(rows);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String format = i == 0 || i == widths.length - 1 ? "%-" : "%";
        line.append(
            String.format(Locale.ROOT, format + Math.max(widths[i], 1) + "s  ", row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String markdownTable(List<String> heads, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    text.append("| ").append(String.join(" | ", heads)).append(" |\n|");
    for (int i = 0; i < heads.size(); i++) {
      text.append(i == 0 || i == heads.size() - 1 ? " --- |" : " ---: |");
    }
    text.append('\n');
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    return text.toString();
  }

  private static String millis(long micros) {
    return decimal(micros / 1000.0, 2);
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
