package org.postroom.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a spool that something has happened to. */
class SpoolTest {
  private static final int MOST = 1 << 20;

  @TempDir Path directory;
  private final Chain chain = new Chain("gateway/test/1");
  private final List<ChainEntry> entries = new ArrayList<>();

  /** Where each entry's frame ends. */
  private final List<Long> ends = new ArrayList<>();

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("gateway_test_1.spool");
    try (Spool spool = Spool.open(file, MOST)) {
      for (int i = 0; i < 4; i++) {
        entries.add(next(i));
        spool.append(List.of(entries.get(i)));
        ends.add(spool.size());
      }
    }
  }

  @Test
  void whatIsWholeIsRead() throws IOException {
    assertUndamaged(4);
  }

  /** A killed process leaves any beginning of what it was writing. */
  @Test
  void anUnfinishedEndIsNoDamage() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = ends.get(2).intValue(); length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertUndamaged(3);
    }
  }

  @Test
  void roomThatWasMadeAndNotWrittenIsNoDamage() throws IOException {
    change(bytes -> Arrays.copyOf(bytes, bytes.length + 10_000));
    assertUndamaged(4);
  }

  /** In the length, the checksum, the payload's head and its data. */
  @Test
  void aFlippedBitInTheMiddleIsDamageAndWhatIsAroundItIsRead() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int from = ends.get(0).intValue();
    for (int at = from; at < ends.get(1); at += 3) {
      byte[] changed = whole.clone();
      changed[at] ^= 1 << (at % 8);
      Files.write(file, changed);
      assertDamaged(entries.get(0), entries.get(2), entries.get(3));
      assertThat(end()).isEqualTo(ChainHead.of(entries.get(3)));
    }
  }

  @Test
  void aFlippedBitInTheLastEntryIsDamageAndItsNumberIsKnown() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = ends.get(2).intValue(); at < whole.length; at += 3) {
      byte[] changed = whole.clone();
      changed[at] ^= 1 << (at % 8);
      Files.write(file, changed);
      assertDamaged(entries.get(0), entries.get(1), entries.get(2));
      assertThat(end()).isEqualTo(new ChainHead("gateway/test/1", 4, ""));
    }
  }

  @Test
  void anErasedStretchIsDamage() throws IOException {
    change(
        bytes -> {
          Arrays.fill(bytes, 100, ends.get(1).intValue() + 20, (byte) 0);
          return bytes;
        });
    assertDamaged(entries.get(3));
  }

  @Test
  void nothingThatCanBeReadIsDamage() throws IOException {
    change(
        bytes -> {
          Arrays.fill(bytes, (byte) 'x');
          return bytes;
        });
    assertDamaged();
    assertThat(end()).isNull();
    assertThat(file).exists();
  }

  @Test
  void aSoundEntryThatDoesNotFollowIsDamageAndNotRead() throws IOException {
    Chain other = new Chain(ChainHead.of(entries.get(0)));
    byte[] foreign =
        SpoolFrames.bytes(List.of(other.next(EntryType.RECORD, Instant.EPOCH, data(9))));
    change(
        bytes -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + foreign.length);
          System.arraycopy(foreign, 0, longer, bytes.length, foreign.length);
          return longer;
        });
    assertDamaged(entries.toArray(ChainEntry[]::new));
  }

  /** Longer than what is written after it, whose rest would look like damage. */
  @Test
  void whatAnAttemptLeftThatFailedIsOverwritten() throws IOException {
    change(
        bytes -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 5_000);
          longer[longer.length - 1] = 1;
          return longer;
        });
    try (Spool spool = Spool.open(file, MOST)) {
      entries.add(next(4));
      spool.append(List.of(entries.get(4)));
    }
    assertUndamaged(5);
  }

  private void assertUndamaged(int count) throws IOException {
    try (Spool spool = Spool.open(file, MOST)) {
      assertThat(spool.isDamaged()).isFalse();
      assertThat(hashes(spool.read(0, 10).entries())).isEqualTo(hashes(entries.subList(0, count)));
      assertThat(spool.end()).isEqualTo(ChainHead.of(entries.get(count - 1)));
    }
  }

  private void assertDamaged(ChainEntry... readable) throws IOException {
    try (Spool spool = Spool.open(file, MOST)) {
      assertThat(spool.isDamaged()).isTrue();
      assertThat(hashes(spool.read(0, 10).entries())).isEqualTo(hashes(List.of(readable)));
      assertThat(spool.records()).isEqualTo(readable.length);
    }
  }

  private ChainHead end() throws IOException {
    try (Spool spool = Spool.open(file, MOST)) {
      return spool.end();
    }
  }

  private void change(UnaryOperator<byte[]> change) throws IOException {
    Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  private ChainEntry next(int i) {
    return chain.next(EntryType.RECORD, Instant.EPOCH, data(i));
  }

  private static byte[] data(int i) {
    return ("{\"n\":" + i + '}').getBytes(UTF_8);
  }

  private static List<String> hashes(List<ChainEntry> entries) {
    return entries.stream().map(ChainEntry::hash).toList();
  }
}
