package org.postroom.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Entries of one chain on the disk, in order, until they are sent. One thread appends, another may
 * read. What a crash left unfinished at the end was promised to nobody and does not count; anything
 * else that cannot be read is {@linkplain #isDamaged damage}, and what is sound on either side of
 * it counts.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Spool.class);

  private final Path file;
  private final FileChannel channel;
  private final SpoolFrames frames;
  private final long mostBytes;
  private final boolean damaged;
  private final boolean endIsDamaged;
  private volatile long size;
  private volatile long records;
  private volatile ChainEntry last;
  private volatile Instant since;

  /**
   * Opens or makes a file. One that is new is there after a power cut, too, when its directory has
   * been forced to the disk.
   *
   * @param mostBytes beyond which nothing is appended
   */
  static Spool open(Path file, long mostBytes) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new Spool(file, channel, mostBytes);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private Spool(Path file, FileChannel channel, long mostBytes) throws IOException {
    this.file = file;
    this.channel = channel;
    this.frames = new SpoolFrames(file, channel);
    this.mostBytes = mostBytes;
    long end = channel.size();
    long at = takeSound(0, end);
    long firstDamage = at;
    boolean isDamage = isDamage(at, end);
    damaged = isDamage;
    while (isDamage) {
      SpoolFrames.Frame frame = next(at, end);
      if (frame == null || !isBehind(frame.entry())) {
        break;
      }
      take(frame.entry());
      at = takeSound(frame.next(), end);
      isDamage = isDamage(at, end);
    }
    size = at;
    endIsDamaged = isDamage;
    if (damaged) {
      LOG.errorf(
          "The audit spool is damaged, records in it are lost; file=%s offset=%d last=%s",
          file, firstDamage, last == null ? "none" : last.writer() + ' ' + last.number());
    }
  }

  private boolean isDamage(long at, long end) throws IOException {
    return at < end && !frames.isUnfinished(at, end);
  }

  /** Takes entries as long as they follow one another; answers where they do not. */
  private long takeSound(long from, long end) throws IOException {
    long at = from;
    SpoolFrames.Frame frame = frames.at(at, end);
    while (frame != null && follows(frame.entry())) {
      take(frame.entry());
      at = frame.next();
      frame = frames.at(at, end);
    }
    return at;
  }

  private void take(ChainEntry entry) {
    last = entry;
    since = since == null ? entry.time() : since;
    records++;
  }

  /** The entry at an offset, or the first one behind what cannot be read there. */
  private SpoolFrames.Frame next(long at, long end) throws IOException {
    SpoolFrames.Frame frame = frames.at(at, end);
    return frame == null ? frames.after(at + 1, end) : frame;
  }

  private boolean follows(ChainEntry entry) {
    return last == null || entry.previous().equals(last.hash());
  }

  /** Whether an entry stands behind the last one in the same chain, though others are missing. */
  private boolean isBehind(ChainEntry entry) {
    return last == null
        || entry.writer().equals(last.writer())
            && (follows(entry) || entry.number() > last.number() + 1);
  }

  /**
   * Appends entries and returns when they are on the disk.
   *
   * @throws IOException none of them counts
   */
  void append(List<ChainEntry> entries) throws IOException {
    byte[] bytes = SpoolFrames.bytes(entries);
    if (size + bytes.length > mostBytes) {
      throw new IOException("the spool " + file + " is full");
    }
    if (channel.size() > size) {
      // Of an attempt that failed: behind what is appended it would look like damage.
      channel.truncate(size);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long at = size;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
    channel.force(true);
    entries.forEach(this::take);
    size = at;
  }

  /** Some entries from an offset on, and where the next ones begin; none at the end. */
  Page read(long from, int most) throws IOException {
    List<ChainEntry> entries = new ArrayList<>();
    long at = from;
    long end = size;
    while (entries.size() < most && at < end) {
      SpoolFrames.Frame frame = damaged ? next(at, end) : frames.at(at, end);
      if (frame == null) {
        throw new IOException("the spool " + file + " cannot be read at " + at);
      }
      entries.add(frame.entry());
      at = frame.next();
    }
    return new Page(entries, at);
  }

  /** Forgets everything: it was sent. */
  void clear() {
    size = 0;
    records = 0;
    since = null;
    try {
      channel.truncate(0);
      channel.force(true);
    } catch (IOException e) {
      // Then it is sent once more after a restart, which nobody minds.
      LOG.warnf("The audit spool could not be shortened; file=%s cause=%s", file, e);
    }
  }

  /** Closes it and removes the file. */
  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (size == 0 && !damaged) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  /** Bytes up to the end of the last entry. */
  long size() {
    return size;
  }

  /** How many entries there are. */
  long records() {
    return records;
  }

  /** The newest entry ever appended; null for none. */
  ChainEntry last() {
    return last;
  }

  /** Whether entries that were on the disk cannot be read any more. */
  boolean isDamaged() {
    return damaged;
  }

  /**
   * Where the chain ended at least: behind the last entry, without its hash, when something stands
   * there that cannot be read.
   *
   * @return null when no entry can be read
   */
  ChainHead end() {
    if (last == null) {
      return null;
    }
    return endIsDamaged ? ChainHead.of(last).unreadableNext() : ChainHead.of(last);
  }

  /** When the oldest entry was written; null for none. */
  Instant since() {
    return since;
  }

  /** Some entries. */
  record Page(List<ChainEntry> entries, long next) {}
}
