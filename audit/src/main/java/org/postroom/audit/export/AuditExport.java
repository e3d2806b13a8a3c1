package org.postroom.audit.export;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.AuditTopicReader;

/**
 * Writes every record of the topic once, in parts of bounded size. The position is stored behind
 * each part; what an interruption leaves in between is written again under the same names, with the
 * same records or more.
 */
public final class AuditExport {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 8L << 20;

  private final ExportDestination destination;
  private final Path positionFile;
  private final ExportPosition position;
  private long records;
  private long files;

  /**
   * Goes on where the position in a file is.
   *
   * @param topicId Kafka's id of the topic
   */
  public AuditExport(ExportDestination destination, Path positionFile, String topicId) {
    this.destination = destination;
    this.positionFile = positionFile;
    this.position = ExportPosition.load(positionFile, topicId);
  }

  /**
   * Writes what the topic holds now and was not written before.
   *
   * @throws IllegalArgumentException when something on the topic is no entry
   */
  public void run(AuditTopicReader reader) {
    Map<TopicPartition, Long> beginnings = reader.beginnings();
    Map<TopicPartition, Long> ends = reader.ends();
    for (TopicPartition partition : ends.keySet()) {
      long from =
          Math.max(
              position.offsets().getOrDefault(partition.partition(), 0L),
              beginnings.get(partition));
      if (from < ends.get(partition)) {
        Part part = new Part(partition, from);
        reader.readTo(Map.of(partition, from), ends, part);
        part.end(ends.get(partition));
      }
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

  /** What was read of a partition and is not stored. */
  private final class Part implements AuditTopicReader.Sink {
    private final TopicPartition partition;
    private final Map<String, CloudTrailFile> groups = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long from;
    private int entries;
    private long bytes;

    Part(TopicPartition partition, long from) {
      this.partition = partition;
      this.from = from;
    }

    @Override
    public void entry(ChainEntry entry, TopicPartition its, long offset) {
      long last =
          numbers.getOrDefault(entry.writer(), position.numbers().getOrDefault(entry.writer(), 0L));
      if (entry.number() > last) {
        numbers.put(entry.writer(), entry.number());
        if (entry.type() == EntryType.RECORD) {
          groups
              .computeIfAbsent(
                  CloudTrailFile.group(entry), group -> CloudTrailFile.beginningWith(entry))
              .add(entry);
          bytes += entry.data().length;
          records++;
        }
      }
      if (++entries >= MOST_ENTRIES || bytes >= MOST_BYTES) {
        end(offset + 1);
      }
    }

    @Override
    public void unreadable(TopicPartition its, long offset) {
      throw new IllegalArgumentException(
          "What stands at " + its + " offset " + offset + " is no entry; see audit verify.");
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
