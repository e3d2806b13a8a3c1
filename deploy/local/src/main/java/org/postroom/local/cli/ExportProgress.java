package org.postroom.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells for people how far exports are: a bar, the rate and how long it will still take. The rate
 * of a job that is seen for the first time is that since its start, later that of the last steps:
 * how far a job is is told in whole per cents, so that it stands still between two of them.
 */
final class ExportProgress {
  private static final int BAR = 24;
  private static final double WEIGHT_OF_NEWEST = 0.4;

  private final Map<String, Sample> samples = new HashMap<>();

  /** Two lines for each job. */
  List<String> lines(List<RunningExport> jobs, Instant now) {
    Set<String> running = jobs.stream().map(RunningExport::jobId).collect(Collectors.toSet());
    for (String known : new HashSet<>(samples.keySet())) {
      if (!running.contains(known)) {
        samples.remove(known);
      }
    }
    return jobs.stream().flatMap(job -> Stream.of(title(job), bar(job, now))).toList();
  }

  private static String title(RunningExport job) {
    return "%s  %s  %s".formatted(job.email(), job.organizationId(), job.jobId());
  }

  private String bar(RunningExport job, Instant now) {
    if (job.bytesTotal() <= 0) {
      return "  " + (job.attempt() == 0 ? "waits for its turn" : "looks at the mailbox");
    }
    double rate = rate(job, now);
    double done = Math.min(1, (double) job.bytesDone() / job.bytesTotal());
    int full = (int) (done * BAR);
    StringBuilder line = new StringBuilder("  [");
    line.append("#".repeat(full)).append("-".repeat(BAR - full)).append(']');
    line.append(
        String.format(
            Locale.ROOT,
            " %3d %%  %s of %s",
            (int) (done * 100),
            size(job.bytesDone()),
            size(job.bytesTotal())));
    if (rate > 0) {
      long left = (long) Math.ceil((job.bytesTotal() - job.bytesDone()) / rate);
      line.append("  ").append(size((long) rate)).append("/s");
      line.append("  about ").append(time(Duration.ofSeconds(Math.max(0, left)))).append(" left");
    }
    if (job.attempt() > 1) {
      line.append("  attempt ").append(job.attempt());
    }
    return line.toString();
  }

  private double rate(RunningExport job, Instant now) {
    Sample before = samples.get(job.jobId());
    double rate;
    if (before == null) {
      rate = perSecond(job.bytesDone(), job.startedAt(), now);
    } else if (job.bytesDone() == before.bytes() || !now.isAfter(before.at())) {
      return before.rate();
    } else {
      double newest = perSecond(job.bytesDone() - before.bytes(), before.at(), now);
      rate = WEIGHT_OF_NEWEST * newest + (1 - WEIGHT_OF_NEWEST) * before.rate();
    }
    samples.put(job.jobId(), new Sample(now, job.bytesDone(), rate));
    return rate;
  }

  private static double perSecond(long bytes, Instant from, Instant to) {
    double seconds = Math.max(0.001, Duration.between(from, to).toMillis() / 1000.0);
    return Math.max(0, bytes) / seconds;
  }

  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    for (String unit : List.of("kB", "MB", "GB")) {
      value /= 1000;
      if (value < 1000) {
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
      }
    }
    return String.format(Locale.ROOT, "%.1f TB", value / 1000);
  }

  static String time(Duration time) {
    if (time.toMinutes() < 1) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < 1
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
  }

  private record Sample(Instant at, long bytes, double rate) {}
}
