package org.postroom.audit.verify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
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
  private final boolean mayExpire;
  private Set<TopicPartition> expired = Set.of();
  private final Map<String, Long> awaited = new HashMap<>();

  /** Of a topic that keeps everything. */
  public Verification() {
    this(false);
  }

  /**
   * @param mayExpire whether the topic keeps its records for some time only, so that what is not
   *     there any more at the front of a partition is no finding
   */
  public Verification(boolean mayExpire) {
    this.mayExpire = mayExpire;
  }

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
    if (mayExpire) {
      expired =
          reader.beginnings().entrySet().stream()
              .filter(beginning -> beginning.getValue() > 0)
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      if (!expired.isEmpty()) {
        check.wholeChainsMayBeExpired();
      }
    }
    AuditTopicReader.Sink first =
        new Reading(
            this::first, (partition, offset) -> check.unreadable(partition + " offset " + offset));
    reader.readAll(first);
    reader.readOn(awaited::isEmpty, awaited.isEmpty() ? Duration.ZERO : PUBLISHING, first);
    if (check.needsSecondReading()) {
      // What is no entry was found when it was read first.
      reader.readAgain(
          new Reading((entry, partition) -> check.acceptAgain(entry), (partition, offset) -> {}));
    }
  }

  private void first(ChainEntry entry, TopicPartition partition) {
    check.accept(entry, expired.contains(partition));
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

  private record Reading(
      BiConsumer<ChainEntry, TopicPartition> entries, ObjLongConsumer<TopicPartition> unreadables)
      implements AuditTopicReader.Sink {

    @Override
    public void entry(ChainEntry entry, TopicPartition partition, long offset) {
      entries.accept(entry, partition);
    }

    @Override
    public void unreadable(TopicPartition partition, long offset) {
      unreadables.accept(partition, offset);
    }
  }
}
