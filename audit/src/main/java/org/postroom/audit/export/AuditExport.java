package org.postroom.audit.export;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.AuditTopicReader;

/**
 * Writes every record of the topic once, in parts of bounded size. The position is stored behind
 * each part; what an interruption leaves in between is written again under the same names, with the
 * same records or more.
 *
 * <p>An entry that is not intact, or is not the next one of its writer, ends the export where it
 * stands, unless there is {@link Leeway}: what comes behind it must not be taken for complete.
 */
public final class AuditExport {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 8L << 20;

  private final ExportDestination destination;
  private final Path positionFile;
  private final ExportPosition position;
  private final Leeway leeway;
  private final MessageDigest sha256 = Chain.sha256();
  private final List<String> expired = new ArrayList<>();
  private long records;
  private long files;

  /**
   * Goes on where the position in a file is.
   *
   * @param topicId Kafka's id of the topic
   */
  public AuditExport(
      ExportDestination destination, Path positionFile, String topicId, Leeway leeway) {
    this.destination = destination;
    this.positionFile = positionFile;
    this.position = ExportPosition.load(positionFile, topicId);
    this.leeway = leeway;
  }

  /**
   * Writes what the topic holds now and was not written before.
   *
   * @throws IllegalStateException when something on the topic is no entry, or not the one that is
   *     due; what stands before it, and in other partitions, has been written
   */
  public void run(AuditTopicReader reader) {
    Map<TopicPartition, Long> beginnings = reader.beginnings();
    Map<TopicPartition, Long> ends = reader.ends();
    List<String> refusals = new ArrayList<>();
    for (TopicPartition partition : ends.keySet()) {
      long stored = position.offsets().getOrDefault(partition.partition(), 0L);
      long from = Math.max(stored, beginnings.get(partition));
      if (from < ends.get(partition)) {
        Part part = new Part(partition, from, leeway.mayExpire() && from > stored);
        try {
          reader.readTo(Map.of(partition, from), ends, part);
          part.end(ends.get(partition));
        } catch (Refused e) {
          refusals.add(e.getMessage());
        }
      }
    }
    if (!refusals.isEmpty()) {
      throw new IllegalStateException(String.join("\n", refusals));
    }
  }

  /** How many records were written. */
  public long records() {
    return records;
  }

  /** How many files were written. */
  public long files() {
    return files;
  }

  /** What had expired before it could be written, for people. */
  public List<String> expired() {
    return List.copyOf(expired);
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** What was read of a partition and is not stored. */
  private final class Part implements AuditTopicReader.Sink {
    private final TopicPartition partition;
    private final boolean beginningExpired;
    private final Set<String> writers = new HashSet<>();
    private final Map<String, CloudTrailFile> groups = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long from;
    private int entries;
    private long bytes;

    Part(TopicPartition partition, long from, boolean beginningExpired) {
      this.partition = partition;
      this.from = from;
      this.beginningExpired = beginningExpired;
    }

    @Override
    public void entry(ChainEntry entry, TopicPartition its, long offset) {
      if (!leeway.leavesOut(its, offset)) {
        if (!entry.isIntact(sha256)) {
          throw refusal(offset, entry, "does not have the hash that it names");
        }
        accept(entry, offset);
      }
      if (++entries >= MOST_ENTRIES || bytes >= MOST_BYTES) {
        end(offset + 1);
      }
    }

    private void accept(ChainEntry entry, long offset) {
      String writer = entry.writer();
      long last = numbers.getOrDefault(writer, position.numbers().getOrDefault(writer, 0L));
      boolean isFirst = writers.add(writer);
      if (entry.number() <= last) {
        return;
      }
      if (entry.number() != last + 1) {
        if (isFirst && beginningExpired) {
          expired.add("%s, numbers %d to %d".formatted(writer, last + 1, entry.number() - 1));
        } else if (leeway.continueAt().getOrDefault(writer, 0L) != entry.number()) {
          throw refusal(offset, entry, "stands where number " + (last + 1) + " is due");
        }
      }
      numbers.put(writer, entry.number());
      if (entry.type() == EntryType.RECORD) {
        groups
            .computeIfAbsent(
                CloudTrailFile.group(entry), group -> CloudTrailFile.beginningWith(entry))
            .add(entry);
        bytes += entry.data().length;
        records++;
      }
    }

    @Override
    public void unreadable(TopicPartition its, long offset) {
      if (!leeway.leavesOut(its, offset)) {
        end(offset);
        throw new Refused(
            "What stands at %s is no entry; see audit verify."
                .formatted(Leeway.place(its, offset)));
      }
    }

    private Refused refusal(long offset, ChainEntry entry, String why) {
      end(offset);
      return new Refused(
          "The entry writer=%s number=%d at %s %s; see audit verify."
              .formatted(entry.writer(), entry.number(), Leeway.place(partition, offset), why));
    }

    void end(long next) {
      groups
          .values()
          .forEach(file -> destination.put(file.key(partition + "/" + from), file.content()));
      files += groups.size();
      position.numbers().putAll(numbers);
      position.offsets().put(partition.partition(), next);
      position.store(positionFile);
      groups.clear();
      numbers.clear();
      from = next;
      entries = 0;
      bytes = 0;
    }
  }
}
