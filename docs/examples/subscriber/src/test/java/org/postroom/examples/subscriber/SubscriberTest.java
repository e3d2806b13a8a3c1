package org.postroom.examples.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriberTest {
  private static final String TOPIC = "directory.events.v1";
  private static final String OWN = "m-0123456789abcdef0123456789abcdef";
  private static final String STARTED = "OrganizationSnapshotStarted";
  private static final String COMPLETED = "OrganizationSnapshotCompleted";
  private static final String OTHER = "m-ffffffffffffffffffffffffffffffff";

  /** Where Kafka's producers put this organization's events among 16 partitions. */
  private static final int PARTITION = 6;

  @TempDir Path directory;

  private final List<String> applied = new ArrayList<>();
  private long end;
  private MockConsumer<String, byte[]> kafka;
  private Subscriber subscriber;

  @BeforeEach
  void start() throws IOException {
    kafka = new MockConsumer<>("none");
    for (String topic :
        List.of(TOPIC, "mail-domain.events.v1", "policy.events.v1", "export.events.v1")) {
      List<PartitionInfo> partitions = new ArrayList<>();
      Map<TopicPartition, Long> beginnings = new HashMap<>();
      for (int i = 0; i < 16; i++) {
        partitions.add(new PartitionInfo(topic, i, null, new Node[0], new Node[0]));
        beginnings.put(new TopicPartition(topic, i), 0L);
      }
      kafka.updatePartitions(topic, partitions);
      kafka.updateBeginningOffsets(beginnings);
      kafka.updateEndOffsets(beginnings);
    }
    subscriber =
        new Subscriber(
            kafka,
            OWN,
            Bookmark.open(directory.resolve("bookmark")),
            event -> applied.add(new String(event.value(), UTF_8)));
    subscriber.start();
  }

  @Test
  void theOrganizationsEventsAreAppliedOnceAndInOrder() throws IOException {
    add(OWN, 1, 1, "a");
    add(OTHER, 1, 7, "another's");
    add(OWN, 1, 2, "b");
    add(OWN, 1, 1, "a");
    add(OWN, 1, 2, "b");
    add(OWN, 1, 3, "c");
    subscriber.turn();
    assertThat(applied).containsExactly("a", "b", "c");
    assertThat(subscriber.isAtEnd()).isTrue();
  }

  @Test
  void aSubscriberThatStartsAgainGoesOnWhereItStopped() throws IOException {
    add(OWN, 1, 1, "a");
    add(OTHER, 1, 1, "another's");
    subscriber.turn();

    start();
    assertThat(kafka.position(new TopicPartition(TOPIC, PARTITION))).isEqualTo(2);
    add(OWN, 1, 1, "a");
    add(OWN, 1, 2, "b");
    subscriber.turn();
    assertThat(applied).containsExactly("a", "b");
  }

  @Test
  void aGapStopsIt() throws IOException {
    add(OWN, 1, 1, "a");
    add(OWN, 1, 3, "c");
    assertThatThrownBy(subscriber::turn)
        .isInstanceOf(EventsMissing.class)
        .hasMessage("expected event 1/2, got 1/3");
    assertThat(applied).containsExactly("a");
  }

  @Test
  void aNewEpochBeginsAnewAndOldOnesAreOver() throws IOException {
    add(OWN, 1, 1, "a");
    add(OWN, 1, 2, "b");
    add(OWN, 2, 1, "snapshot");
    add(OWN, 1, 3, "of the past");
    add(OWN, 2, 2, "after");
    subscriber.turn();
    assertThat(applied).containsExactly("a", "b", "snapshot", "after");

    add(OWN, 3, 2, "without its beginning");
    assertThatThrownBy(subscriber::turn).hasMessage("expected event 3/1, got 3/2");
  }

  @Test
  void whatIsToldAgainIsOnlyCounted() throws IOException {
    add(OWN, 1, 1, "a");
    retell(2, STARTED, "begin");
    retell(3, "UserCreated", "a again");
    add(OWN, 1, 4, "b");
    retell(5, COMPLETED, "end");
    add(OWN, 1, 6, "c");
    subscriber.turn();
    assertThat(applied).containsExactly("a", "b", "c");
  }

  @Test
  void whoBeginsInTheMiddleWaitsForTheSnapshotAndAppliesIt() throws IOException {
    add(OWN, 1, 40, "passed over");
    retell(41, "UserCreated", "of one that began before");
    retell(42, COMPLETED, "its end");
    retell(43, STARTED, "begin");
    retell(44, "UserCreated", "a");
    add(OWN, 1, 45, "b");
    retell(46, COMPLETED, "end");
    retell(47, STARTED, "the next");
    retell(48, COMPLETED, "its end");
    add(OWN, 1, 49, "c");
    subscriber.turn();
    assertThat(applied).containsExactly("begin", "a", "b", "end", "c");
  }

  @Test
  void whoFellBehindWhatIsKeptBeginsAtTheNextSnapshot() throws IOException {
    add(OWN, 1, 1, "a");
    subscriber.turn();
    end = 100;
    start();
    kafka.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, PARTITION), end));
    subscriber.start();
    retell(21, STARTED, "begin");
    retell(22, COMPLETED, "end");
    subscriber.turn();
    assertThat(applied).containsExactly("a", "begin", "end");
  }

  private void retell(long sequence, String type, String value) {
    add(OWN, 1, sequence, type, value, true);
  }

  private void add(String key, long epoch, long sequence, String value) {
    add(key, epoch, sequence, "UserCreated", value, false);
  }

  private void add(
      String key, long epoch, long sequence, String type, String value, boolean retold) {
    ConsumerRecord<String, byte[]> event =
        new ConsumerRecord<>(TOPIC, PARTITION, end, key, value.getBytes(UTF_8));
    event.headers().add("ce_epoch", Long.toString(epoch).getBytes(UTF_8));
    event.headers().add("ce_sequence", Long.toString(sequence).getBytes(UTF_8));
    String wireName = "org.postroom.directory." + type + ".v1";
    event.headers().add("ce_type", wireName.getBytes(UTF_8));
    if (retold) {
      event.headers().add("ce_retold", "true".getBytes(UTF_8));
    }
    kafka.addRecord(event);
    end++;
    kafka.updateEndOffsets(Map.of(new TopicPartition(TOPIC, PARTITION), end));
  }
}
