package org.postroom.export.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.export.archive.MailboxArchive;
import org.postroom.export.run.ExportBroken;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class PartStreamTest {
  private static final int MIB = 1 << 20;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "1, 8", "51200, 8", "53000, 8", "102400, 16", "1048576, 158"})
  void partsAreAsSmallAsTheMailboxAllows(long mailbox, int part) {
    assertThat(PartStream.sizeFor(mailbox * MIB)).isEqualTo(part * MIB);
  }

  @ParameterizedTest
  @CsvSource({"0", "51200", "102400", "1048576", "5242880"})
  void tenThousandPartsSufficeForHalfAsMuchAgain(long mailbox) {
    int size = PartStream.sizeFor(mailbox * MIB);
    long room = 0;
    for (int number = 1; number <= 10_000; number++) {
      room += PartStream.sizeOf(number, size);
    }
    assertThat(room).isGreaterThanOrEqualTo(mailbox * MIB * 3 / 2);
    assertThat(PartStream.sizeOf(9_000, size)).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({"24, 2", "64, 2", "23, 1", "16, 1", "15, 0", "4, 0"})
  void noMorePartsAreOnTheirWayThanMemoryAllows(long memory, int parts) {
    assertThat(PartStream.onTheirWay(8 * MIB, memory * MIB)).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "16, 2", "24, 3", "512, 3"})
  void partsArriveWholeHoweverLittleMemoryThereIs(long memory, int most) throws Exception {
    AtomicInteger held = new AtomicInteger();
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    PartStream parts =
        new PartStream(
            threads,
            (number, bytes, length) -> {
              seen.add(held.incrementAndGet());
              held.decrementAndGet();
              return CompletedPart.builder().partNumber(number).eTag("" + length).build();
            },
            MailboxArchive.sha384(),
            memory * MIB);
    parts.expect(50L << 30);
    byte[] block = new byte[3 * MIB];
    for (int i = 0; i < 12; i++) {
      parts.write(block, 0, block.length);
    }
    assertThat(parts.finish())
        .extracting(CompletedPart::eTag)
        .containsExactly("8388608", "8388608", "8388608", "8388608", "" + 4 * MIB);
    assertThat(seen).hasSize(5).allMatch(count -> count <= Math.min(most, 2));
  }

  @Test
  void aMailboxThatMemoryIsTooSmallForIsRefused() {
    PartStream parts = new PartStream(threads, null, MailboxArchive.sha384(), 10L * MIB);
    assertThatThrownBy(() -> parts.expect(100L << 30))
        .isInstanceOfSatisfying(
            ExportBroken.class, e -> assertThat(e.failure().isWorthRetrying()).isFalse())
        .hasMessageContaining("needs parts of 16 MiB")
        .hasMessageContaining("larger heap");
  }
}
