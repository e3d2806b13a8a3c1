package org.postroom.audit.verify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.ChainHead;

/**
 * Reads the whole audit topic and says whether every chain in it is whole, and as long as those
 * know who wrote it.
 */
public final class Verification {
  /** How long the topic may take to hold what was committed before it was read. */
  private static final Duration PUBLISHING = Duration.ofSeconds(10);

  private final ChainCheck check = new ChainCheck();
  private final Map<String, Long> awaited = new HashMap<>();

  /**
   * Somebody knows where a chain ends, or got to; to be said before the topic is read.
   *
   * @param saidBy who, for people
   */
  public void expect(ChainHead head, String saidBy) {
    check.expect(head, saidBy);
    awaited.merge(head.writer(), head.number(), Math::max);
  }

  /** Reads the topic to where it ends now, and what was expected and is on its way to it. */
  public void run(AuditTopicReader reader) {
    AuditTopicReader.Sink first =
        new Reading(
            this::first, (partition, offset) -> check.unreadable(partition + " offset " + offset));
    reader.readAll(first);
    reader.readOn(awaited::isEmpty, awaited.isEmpty() ? Duration.ZERO : PUBLISHING, first);
    if (check.needsSecondReading()) {
      // What is no entry was found when it was read first.
      reader.readAgain(new Reading(check::acceptAgain, (partition, offset) -> {}));
    }
  }

  private void first(ChainEntry entry) {
    check.accept(entry);
    awaited.computeIfPresent(
        entry.writer(), (writer, number) -> entry.number() >= number ? null : number);
  }

  /** What was read, by writer. */
  public List<WriterReport> writers() {
    return check.writers();
  }

  /** What is wrong; nothing when all is well. */
  public Collection<Finding> findings() {
    return check.findings();
  }

  private record Reading(Consumer<ChainEntry> entries, ObjLongConsumer<TopicPartition> unreadables)
      implements AuditTopicReader.Sink {

    @Override
    public void entry(ChainEntry entry, TopicPartition partition, long offset) {
      entries.accept(entry);
    }

    @Override
    public void unreadable(TopicPartition partition, long offset) {
      unreadables.accept(partition, offset);
    }
  }
}
