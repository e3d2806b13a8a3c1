package org.postroom.directory.external;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.postroom.directory.organization.model.DirectoryCondition;

/**
 * Knows how one directory is, so that nobody has to wait for it. What was last heard too long ago
 * counts no more: a directory that does not even fail is not available.
 */
final class DirectoryMonitor {
  private static final Logger LOG = Logger.getLogger(DirectoryMonitor.class);

  /** Or three intervals, whichever is longer. */
  private static final Duration SHORTEST_TRUST = Duration.ofSeconds(30);

  private final ConnectedDirectory directory;
  private final DirectoryAdapter adapter;
  private final Clock clock;
  private final Duration trust;
  private volatile Heard heard;

  DirectoryMonitor(
      ConnectedDirectory directory, DirectoryAdapter adapter, Clock clock, Duration interval) {
    Duration intervals = interval.multipliedBy(3);
    this.directory = directory;
    this.adapter = adapter;
    this.clock = clock;
    this.trust = intervals.compareTo(SHORTEST_TRUST) > 0 ? intervals : SHORTEST_TRUST;
  }

  ConnectedDirectory directory() {
    return directory;
  }

  /** What is known without asking. */
  DirectoryCondition condition() {
    Heard last = heard;
    return last == null || last.at.plus(trust).isBefore(clock.instant())
        ? DirectoryCondition.UNAVAILABLE
        : last.condition;
  }

  /** Asks; never throws, for a schedule would end with it. */
  void ask() {
    DirectoryCondition answer = answer();
    DirectoryCondition before = condition();
    boolean first = heard == null;
    heard = new Heard(answer, clock.instant());
    if (first || answer != before) {
      LOG.logf(
          answer.isReachable() ? Logger.Level.INFO : Logger.Level.WARN,
          "External directory asked directory=%s condition=%s",
          directory.id(),
          answer);
    }
  }

  // An adapter may fail in ways of its own, all of which mean the same.
  private DirectoryCondition answer() {
    try {
      return adapter.ask(directory);
    } catch (Exception e) {
      LOG.debugf(e, "External directory did not answer directory=%s", directory.id());
      return DirectoryCondition.UNAVAILABLE;
    }
  }

  private record Heard(DirectoryCondition condition, Instant at) {}
}
