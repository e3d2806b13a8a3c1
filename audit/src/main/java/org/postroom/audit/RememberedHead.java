package org.postroom.audit;

import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * How far Kafka has acknowledged a chain, and what the disk remembers of it: at most {@link
 * #BETWEEN} late while the chain grows, and surely when that is wanted. Used by one thread.
 */
final class RememberedHead {
  private static final Logger LOG = Logger.getLogger(RememberedHead.class);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final SpoolDirectory directory;
  private ChainHead acknowledged;
  private ChainHead remembered;
  private long next = System.nanoTime();

  RememberedHead(SpoolDirectory directory) {
    this.directory = directory;
  }

  /** Kafka has this entry and all before it. */
  void acknowledged(ChainEntry entry) {
    acknowledged = ChainHead.of(entry);
  }

  /** Writes it if there is news and it is time; a power cut may take that back. */
  void remember() {
    if (acknowledged != null && !acknowledged.equals(remembered) && System.nanoTime() >= next) {
      write(false);
    }
  }

  /** Writes it so that it survives a power cut. */
  void rememberSurely() {
    if (acknowledged != null) {
      write(true);
    }
  }

  private void write(boolean surely) {
    next = System.nanoTime() + BETWEEN.toNanos();
    try {
      directory.remember(acknowledged, surely);
      remembered = acknowledged;
    } catch (IOException e) {
      LOG.warnf("The end of the audit chain cannot be remembered; cause=%s", e);
    }
  }
}
