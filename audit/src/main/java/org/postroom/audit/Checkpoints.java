package org.postroom.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * When a chain says how far it has got, and where those of earlier starts ended, which need not be
 * remembered on the disk any more then. Used by one thread.
 */
final class Checkpoints {
  private static final Logger LOG = Logger.getLogger(Checkpoints.class);

  private final SpoolDirectory directory;
  private final String writer;
  private final long intervalNanos;
  private ChainHead last;
  private long next = System.nanoTime();

  Checkpoints(SpoolDirectory directory, String writer, Duration interval) {
    this.directory = directory;
    this.writer = writer;
    this.intervalNanos = interval.toNanos();
  }

  /** Whether it is time, and the chain has grown since the last one. */
  boolean isDue(ChainHead head) {
    return System.nanoTime() >= next && !head.equals(last);
  }

  /** A checkpoint to be written; null when the disk cannot be read, then the next one is later. */
  Pending next() {
    next = System.nanoTime() + intervalNanos;
    try {
      List<ChainHead> earlier = directory.finished(writer);
      Pending checkpoint = new Pending(EntryType.CHECKPOINT, new Checkpoint(earlier).json());
      checkpoint.done().thenRun(() -> earlier.forEach(this::forget));
      return checkpoint;
    } catch (IOException e) {
      LOG.warnf("There is no checkpoint of the audit chain; cause=%s", e);
      return null;
    }
  }

  /** The chain ends with a checkpoint now. */
  void written(ChainHead head) {
    last = head;
  }

  private void forget(ChainHead earlier) {
    try {
      directory.forget(earlier);
    } catch (IOException e) {
      LOG.warnf("The end of an earlier chain stays; writer=%s cause=%s", earlier.writer(), e);
    }
  }
}
