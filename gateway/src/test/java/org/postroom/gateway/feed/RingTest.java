package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final String OTHER = "m-ffffffffffffffffffffffffffffffff";
  private static final FeedScope SCOPE =
      FeedScope.of(FeedEvents.OWN, FeedEvents.ACCOUNT, EnumSet.of(DIRECTORY), 16);

  private final Ring ring = new Ring(4_000);
  private final AtomicInteger woken = new AtomicInteger();

  private static Slice slice(Position from) {
    return new Slice(DIRECTORY, SCOPE, from, 100);
  }

  private void append(String organization, long firstOffset, int count) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (long offset = firstOffset; offset < firstOffset + count; offset++) {
      records.add(
          FeedEvents.record(
              DIRECTORY,
              SCOPE.partition(),
              offset,
              FeedEvents.event(DIRECTORY, organization, FeedEvents.ACCOUNT, 1, offset)));
    }
    ring.append(records, firstOffset + count);
  }

  @Test
  void itServesWhoIsNearTheEndAndNobodyElse() {
    assertThat(ring.fill(slice(new Position("t", 100, 1, 99)))).isFalse();
    ring.begin("t", 100);
    append(FeedEvents.OWN, 100, 2);
    append(OTHER, 102, 1);

    Slice slice = slice(new Position("t", 101, 1, 100));
    assertThat(ring.fill(slice)).isTrue();
    assertThat(slice.entries()).hasSize(1);
    assertThat(slice.position()).isEqualTo(new Position("t", 103, 1, 101));
    assertThat(slice.isAtEnd()).isTrue();

    assertThat(ring.fill(slice(new Position("t", 99, 1, 98)))).isFalse();
    assertThat(ring.fill(slice(new Position("another", 101, 1, 100)))).isFalse();
    assertThat(ring.fill(slice(Position.BEGINNING))).isFalse();
    Slice latest = slice(Position.LATEST);
    assertThat(ring.fill(latest)).isTrue();
    assertThat(latest.position().offset()).isEqualTo(103);
  }

  @Test
  void itsBytesAreBounded() {
    ring.begin("t", 1);
    append(FeedEvents.OWN, 1, 50);
    assertThat(ring.fill(slice(new Position("t", 20, 1, 19)))).isFalse();
    Slice last = slice(new Position("t", 49, 1, 48));
    assertThat(ring.fill(last)).isTrue();
    assertThat(last.entries()).hasSize(2);
  }

  @Test
  void whoWatchesIsWokenByHisOwnEventsOnly() {
    ring.begin("t", 1);
    Ring.Watch watch = ring.watch(FeedEvents.OWN, 1, woken::incrementAndGet);
    append(OTHER, 1, 3);
    assertThat(woken).hasValue(0);
    append(FeedEvents.OWN, 4, 2);
    assertThat(woken).hasValue(1);
    assertThat(watch.close()).isEqualTo(4);

    ring.watch(FeedEvents.OWN, 5, woken::incrementAndGet);
    assertThat(woken).as("one is there already").hasValue(2);
  }

  @Test
  void whoWaitsInVainIsBehindWhatOthersGotMeanwhile() {
    ring.begin("t", 1);
    Ring.Watch watch = ring.watch(FeedEvents.OWN, 1, woken::incrementAndGet);
    append(OTHER, 1, 50);
    assertThat(watch.close()).isEqualTo(51);
    assertThat(woken).hasValue(0);
  }

  @Test
  void whenItBeganAnewNobodyIsCarriedOverWhatWasNotSeen() {
    Ring.Watch early = ring.watch(FeedEvents.OWN, 1, woken::incrementAndGet);
    ring.begin("t", 10);
    assertThat(woken).hasValue(1);
    assertThat(early.close()).isEqualTo(1);

    Ring.Watch watch = ring.watch(FeedEvents.OWN, 10, woken::incrementAndGet);
    ring.reset();
    ring.begin("t", 20);
    assertThat(woken).hasValue(2);
    assertThat(watch.close()).isEqualTo(10);
  }
}
