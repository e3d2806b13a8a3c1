package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;

class ScanTest {
  private static final String OTHER = "m-ffffffffffffffffffffffffffffffff";
  private static final FeedScope SCOPE =
      FeedScope.of(FeedEvents.OWN, FeedEvents.ACCOUNT, EnumSet.of(DIRECTORY), 16);
  private static final TopicPartition PARTITION = SCOPE.partitionOf(DIRECTORY);
  private static final Map<BoundedContext, String> IDS = Map.of(DIRECTORY, "t");

  private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("none");

  private Slice scan(Position from, long beginning, int foreign, int recordBound) {
    kafka.updateBeginningOffsets(Map.of(PARTITION, beginning));
    kafka.updateEndOffsets(Map.of(PARTITION, beginning + foreign + 1));
    kafka.setMaxPollRecords(10);
    // Records can be given once the partition is assigned only.
    kafka.schedulePollTask(
        () -> {
          for (int i = 0; i <= foreign; i++) {
            kafka.addRecord(
                FeedEvents.record(
                    DIRECTORY,
                    SCOPE.partition(),
                    beginning + i,
                    FeedEvents.event(
                        DIRECTORY,
                        i < foreign ? OTHER : FeedEvents.OWN,
                        FeedEvents.ACCOUNT,
                        1,
                        i < foreign ? i + 1 : 1)));
          }
        });
    Slice slice = new Slice(DIRECTORY, SCOPE, from, 100);
    new Scan(kafka, recordBound, Duration.ofMinutes(1)).fill(List.of(slice), IDS);
    assertThat(kafka.assignment()).isEmpty();
    return slice;
  }

  @Test
  void itReadsToTheEnd() {
    Slice slice = scan(Position.BEGINNING, 0, 35, 1_000);
    assertThat(slice.entries()).hasSize(1);
    assertThat(slice.position()).isEqualTo(new Position("t", 36, 1, 1));
    assertThat(slice.isAtEnd()).isTrue();
  }

  @Test
  void itStopsAtItsBoundAndSaysHowFarItCame() {
    Slice slice = scan(Position.BEGINNING, 0, 35, 20);
    assertThat(slice.entries()).isEmpty();
    assertThat(slice.position()).isEqualTo(new Position("t", 20, 0, 0));
    assertThat(slice.isAtEnd()).isFalse();
  }

  @Test
  void whatHasExpiredIsPassedOver() {
    Slice slice = scan(new Position("t", 3, 0, 0), 100, 5, 1_000);
    assertThat(slice.entries()).hasSize(1);
    assertThat(slice.position().offset()).isEqualTo(106);
  }

  @Test
  void aPlaceBehindTheEndIsReadAgainFromTheBeginning() {
    Slice slice = scan(new Position("t", 1_000, 1, 1), 0, 5, 1_000);
    assertThat(slice.entries()).as("told before").isEmpty();
    assertThat(slice.position()).isEqualTo(new Position("t", 6, 1, 1));
    assertThat(slice.isAtEnd()).isTrue();
  }

  @Test
  void fromNowOnBeginsAtTheEnd() {
    Slice slice = scan(Position.LATEST, 0, 5, 1_000);
    assertThat(slice.entries()).isEmpty();
    assertThat(slice.position().offset()).isEqualTo(6);
    assertThat(slice.isAtEnd()).isTrue();
  }
}
