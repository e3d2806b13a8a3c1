package org.postroom.audit.verify;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postroom.audit.ChainEntry;
import org.postroom.contract.message.Topics;

/** Reads the audit topic, each partition in its order, holding little of it at once. */
public final class AuditTopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** What is done with what is read. */
  public interface Sink {
    /** An entry, with its place. */
    void entry(ChainEntry entry, TopicPartition partition, long offset);

    /** A record that is no entry. */
    void unreadable(TopicPartition partition, long offset);
  }

  /**
   * @param connection where the brokers are and how to speak to them, as Kafka's own settings
   */
  public AuditTopicReader(Map<String, ?> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(Topics.AUDIT).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Reads from the beginning of every partition to where it ends now. */
  public void readAll(Sink sink) {
    readTo(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), sink);
  }

  /** Reads again what was read before. */
  public void readAgain(Sink sink) {
    Map<TopicPartition, Long> read = positions();
    readTo(consumer.beginningOffsets(partitions), read, sink);
  }

  /** Reads on until that is enough, or for this long. */
  public void readOn(BooleanSupplier isEnough, Duration bound, Sink sink) {
    long until = System.nanoTime() + bound.toNanos();
    while (!isEnough.getAsBoolean() && System.nanoTime() < until) {
      consumer.poll(POLL).forEach(record -> hand(record, sink));
    }
  }

  /** Where every partition begins. */
  public Map<TopicPartition, Long> beginnings() {
    return consumer.beginningOffsets(partitions);
  }

  /** Where every partition ends now. */
  public Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions);
  }

  /** Reads some partitions, from their offsets to these ends. */
  public void readTo(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends, Sink sink) {
    partitions.forEach(
        partition -> {
          Long start = from.get(partition);
          consumer.seek(partition, start == null ? ends.get(partition) : start);
        });
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          hand(record, sink);
        }
      }
    }
    ends.forEach(consumer::seek);
  }

  private Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(each -> positions.put(each, consumer.position(each)));
    return positions;
  }

  private static void hand(ConsumerRecord<byte[], byte[]> record, Sink sink) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    ChainEntry entry;
    try {
      entry = ChainEntry.read(name -> header(record, name), record.value());
    } catch (IllegalArgumentException e) {
      sink.unreadable(partition, record.offset());
      return;
    }
    sink.entry(entry, partition, record.offset());
  }

  private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
