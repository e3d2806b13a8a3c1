package org.postroom.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.audit.verify.ChainCheck;
import org.postroom.audit.verify.Finding;

/** A writer in front of a broker that comes and goes. */
class SpoolingAuditWriterTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final FlakyBroker broker = new FlakyBroker();
  private final List<SpoolingAuditWriter> writers = new ArrayList<>();

  @AfterEach
  void close() {
    writers.forEach(SpoolingAuditWriter::close);
  }

  @Test
  void whatKafkaTakesIsChainedAndClosedInTheEnd() {
    SpoolingAuditWriter writer = writer();
    writeAll(writer, 5);
    writer.close();

    List<ChainEntry> entries = broker.entries(writer.writer());
    assertThat(entries.get(0).type()).isEqualTo(EntryType.CHECKPOINT);
    assertThat(records(entries)).isEqualTo(5);
    assertThat(entries.get(entries.size() - 1).type()).isEqualTo(EntryType.CLOSED);
    assertWhole(entries);
    assertThat(spools()).isEmpty();
  }

  @Test
  void whatKafkaDoesNotTakeIsOnTheDiskUntilItDoes() {
    SpoolingAuditWriter writer = writer();
    writeAll(writer, 3);
    broker.hang();
    writeAll(writer, 4);
    assertThat(writer.state().spooledRecords()).isPositive();
    assertThat(spools()).isNotEmpty();

    broker.recover();
    await().atMost(SOON).untilAsserted(() -> assertThat(writer.state().spooledRecords()).isZero());
    writeAll(writer, 2);
    writer.close();

    List<ChainEntry> entries = broker.entries(writer.writer());
    assertThat(records(entries)).isEqualTo(9);
    assertWhole(entries);
    assertThat(writer.state().written()).isEqualTo(9);
  }

  @Test
  void theNextStartSendsWhatIsLeftUnderTheOldName() {
    broker.hang();
    SpoolingAuditWriter first = writer();
    writeAll(first, 3);
    first.close();
    assertThat(broker.entries(first.writer())).isEmpty();

    broker.recover();
    SpoolingAuditWriter second = writer();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              List<ChainEntry> entries = broker.entries(first.writer());
              assertThat(records(entries)).isEqualTo(3);
              assertThat(entries.get(entries.size() - 1).type()).isEqualTo(EntryType.CLOSED);
              assertWhole(entries);
            });
    await().atMost(SOON).untilAsserted(() -> assertThat(second.state().spooledRecords()).isZero());
    assertThat(second.writer()).isNotEqualTo(first.writer());
  }

  @Test
  void aCheckpointSaysWhereEarlierChainsEnded() throws Exception {
    SpoolingAuditWriter first = writer();
    writeAll(first, 3);
    first.close();
    ChainEntry last = last(broker.entries(first.writer()));
    assertThat(SpoolDirectory.memory(directory).heads()).containsExactly(ChainHead.of(last));

    SpoolingAuditWriter second = writer();
    writeAll(second, 1);
    second.close();
    Checkpoint checkpoint =
        AuditJson.mapper()
            .readValue(broker.entries(second.writer()).get(0).data(), Checkpoint.class);
    assertThat(checkpoint.earlier()).containsExactly(ChainHead.of(last));
    assertThat(SpoolDirectory.memory(directory).heads())
        .containsExactly(ChainHead.of(last(broker.entries(second.writer()))));
  }

  @Test
  void aDamagedSpoolIsSentAsFarAsItCanBeReadAndKeptAndTheTopicSaysThatSomethingIsMissing()
      throws IOException {
    broker.hang();
    SpoolingAuditWriter first = writer();
    writeAll(first, 1);
    writeAll(first, 1);
    writeAll(first, 1);
    first.close();
    Path file = spools().get(0);
    byte[] bytes = Files.readAllBytes(file);
    // Of the last entry, which nothing follows that would show its loss.
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    broker.recover();
    SpoolingAuditWriter second = writer();
    await().atMost(SOON).untilAsserted(() -> assertThat(second.state().spooledRecords()).isZero());
    second.close();
    assertThat(spools()).isEmpty();
    SpoolDirectory.Memory memory = SpoolDirectory.memory(directory);
    assertThat(memory.damaged())
        .hasSize(1)
        .first()
        .satisfies(kept -> assertThat(kept).hasBinaryContent(bytes));

    SpoolingAuditWriter third = writer();
    writeAll(third, 1);
    third.close();
    ChainCheck check = new ChainCheck();
    List.of(first, second, third)
        .forEach(writer -> broker.entries(writer.writer()).forEach(check::accept));
    assertThat(check.needsSecondReading()).isFalse();
    assertThat(check.findings())
        .extracting(Finding::kind, Finding::writer, Finding::number)
        .containsExactly(
            tuple(
                Finding.Kind.MISSING,
                first.writer(),
                last(broker.entries(first.writer())).number() + 1));
  }

  @Test
  void anUnreadableEndOfAChainIsNotPassedOver() throws IOException {
    Files.write(directory.resolve("gateway_test_1.head"), new byte[512]);
    SpoolDirectory.Memory memory = SpoolDirectory.memory(directory);
    assertThat(memory.heads()).isEmpty();
    assertThat(memory.unreadable()).hasSize(1);
  }

  @Test
  void whenNeitherTakesARecordTheCallerIsToldAndNothingIsMissingLater() {
    broker.hang();
    SpoolingAuditWriter writer = writer(1);
    CompletableFuture<Void> refused = write(writer).toCompletableFuture();
    await().atMost(SOON).until(refused::isCompletedExceptionally);

    broker.recover();
    await()
        .atMost(SOON)
        .until(
            () -> {
              CompletableFuture<Void> done = write(writer);
              await().atMost(SOON).until(done::isDone);
              return !done.isCompletedExceptionally();
            });
    writer.close();
    assertWhole(broker.entries(writer.writer()));
    assertThat(writer.state().failed()).isPositive();
  }

  @Test
  void afterAFaultOfItsOwnEverybodyIsToldAndTheDirectoryIsFreeAgain() {
    SpoolingAuditWriter writer = writer();
    writeAll(writer, 1);
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    synchronized (broker) {
      // While the first one is being sent, all others gather.
      write(writer);
      broker.breakAfter(1);
      for (int i = 0; i < 10; i++) {
        waiting.add(write(writer));
      }
    }
    await().atMost(SOON).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
    assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(write(writer)).isCompletedExceptionally();
    assertThat(writer.state().failed()).isEqualTo(11);
    writer.close();
    assertThatNoException().isThrownBy(this::writer);
  }

  @Test
  void aProcessHasItsDirectoryToItself() {
    writer();
    assertThatThrownBy(this::writer).hasMessageContaining("used by another process");
  }

  private SpoolingAuditWriter writer() {
    return writer(1 << 20);
  }

  private SpoolingAuditWriter writer(long mostSpooled) {
    AuditWriterSettings settings =
        new AuditWriterSettings(
            "gateway/test",
            directory,
            4,
            Duration.ofMillis(200),
            Duration.ofHours(1),
            1_000,
            mostSpooled);
    SpoolingAuditWriter writer =
        new SpoolingAuditWriter(settings, broker::producer, Clock.systemUTC());
    writers.add(writer);
    return writer;
  }

  private static void writeAll(SpoolingAuditWriter writer, int count) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(write(writer));
    }
    await().atMost(SOON).until(() -> all.stream().allMatch(CompletableFuture::isDone));
    assertThat(all).noneMatch(CompletableFuture::isCompletedExceptionally);
  }

  private static CompletableFuture<Void> write(SpoolingAuditWriter writer) {
    return writer
        .write(
            AuditRecordBuilder.unknownCall("Nothing", "us-east-1", Instant.EPOCH)
                .requestId("r")
                .build())
        .toCompletableFuture();
  }

  private static long records(List<ChainEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.type() == EntryType.RECORD)
        .map(ChainEntry::number)
        .distinct()
        .count();
  }

  private static ChainEntry last(List<ChainEntry> entries) {
    return entries.get(entries.size() - 1);
  }

  /** Numbers without gaps after identical ones are dropped, each linked to the one before. */
  private static void assertWhole(List<ChainEntry> entries) {
    List<ChainHead> heads = new ArrayList<>();
    for (ChainEntry entry : entries) {
      assertThat(entry.isIntact(Chain.sha256())).isTrue();
      if (entry.number() > heads.size()) {
        assertThat(entry.number()).isEqualTo(heads.size() + 1);
        assertThat(entry.previous())
            .isEqualTo(heads.isEmpty() ? Chain.GENESIS : heads.get(heads.size() - 1).hash());
        heads.add(ChainHead.of(entry));
      } else {
        assertThat(ChainHead.of(entry)).isEqualTo(heads.get((int) entry.number() - 1));
      }
    }
  }

  private List<Path> spools() {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".spool")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
