package org.postroom.export.job.model;

import java.time.Instant;

/**
 * How far a running job is.
 *
 * @param percent 0 to 99; 100 is a job that is COMPLETED
 * @param bytes how much of the mailbox has been exported
 * @param totalBytes how large the mailbox is
 * @param at when it got there; null at the beginning
 */
public record Progress(int percent, long bytes, long totalBytes, Instant at) {
  /** The beginning. */
  public static final Progress NONE = new Progress(0, 0, 0, null);

  private static final int NEARLY_ALL = 99;

  /** So many bytes of so many; nothing while the size is not known. */
  public static Progress of(long bytes, long totalBytes, Instant at) {
    return new Progress(percent(bytes, totalBytes), bytes, totalBytes, at);
  }

  /** The whole per cents of so many bytes, at most 99. */
  public static int percent(long bytes, long totalBytes) {
    return totalBytes <= 0 || bytes <= 0
        ? 0
        : (int) Math.min(NEARLY_ALL, Math.floor(100.0 * bytes / totalBytes));
  }
}
