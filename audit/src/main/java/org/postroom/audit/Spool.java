package org.postroom.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import java.util.zip.CRC32;
import org.jboss.logging.Logger;

/**
 * Entries of one chain on the disk, in order, until they are sent. One thread appends, another may
 * read. What a crash left unfinished at the end was promised to nobody and does not count.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Spool.class);
  private static final int FRAME_HEAD = 2 * Integer.BYTES;
  private static final int LARGEST_FRAME = 4 << 20;

  private final Path file;
  private final FileChannel channel;
  private final long mostBytes;
  private volatile long size;
  private volatile long records;
  private volatile ChainEntry last;
  private volatile Instant since;

  /**
   * Opens or makes a file.
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
    this.mostBytes = mostBytes;
    long end = channel.size();
    long at = 0;
    for (Frame frame = frame(at, end); frame != null; frame = frame(at, end)) {
      // What an attempt left behind that failed does not follow from what is there.
      if (last != null && !frame.entry().previous().equals(last.hash())) {
        break;
      }
      last = frame.entry();
      since = since == null ? last.time() : since;
      records++;
      at = frame.next();
    }
    size = at;
  }

  /**
   * Appends entries and returns when they are on the disk.
   *
   * @throws IOException none of them counts
   */
  void append(List<ChainEntry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ChainEntry entry : entries) {
      byte[] payload = payload(entry);
      CRC32 crc = new CRC32();
      crc.update(payload);
      bytes.writeBytes(
          ByteBuffer.allocate(FRAME_HEAD)
              .putInt(payload.length)
              .putInt((int) crc.getValue())
              .array());
      bytes.writeBytes(payload);
    }
    if (size + bytes.size() > mostBytes) {
      throw new IOException("the spool " + file + " is full");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    long at = size;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
    channel.force(true);
    if (since == null) {
      since = entries.get(0).time();
    }
    last = entries.get(entries.size() - 1);
    records += entries.size();
    size = at;
  }

  /** Some entries from an offset on, and where the next ones begin; none at the end. */
  Page read(long from, int most) throws IOException {
    List<ChainEntry> entries = new ArrayList<>();
    long at = from;
    long end = size;
    while (entries.size() < most && at < end) {
      Frame frame = frame(at, end);
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
      if (size == 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that count. */
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

  /** When the oldest entry was written; null for none. */
  Instant since() {
    return since;
  }

  private Frame frame(long at, long end) throws IOException {
    if (at + FRAME_HEAD > end) {
      return null;
    }
    ByteBuffer head = fully(at, FRAME_HEAD);
    int length = head.getInt();
    int crc = head.getInt();
    if (length <= 0 || length > LARGEST_FRAME || at + FRAME_HEAD + length > end) {
      return null;
    }
    byte[] payload = fully(at + FRAME_HEAD, length).array();
    CRC32 actual = new CRC32();
    actual.update(payload);
    return (int) actual.getValue() == crc
        ? new Frame(entry(payload), at + FRAME_HEAD + length)
        : null;
  }

  private ByteBuffer fully(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the spool " + file + " ends too early");
      }
    }
    return buffer.flip();
  }

  private static byte[] payload(ChainEntry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(entry.data().length + 512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(entry.writer());
      out.writeLong(entry.number());
      out.writeUTF(entry.type().wireName());
      out.writeLong(entry.time().toEpochMilli());
      out.writeUTF(entry.previous());
      out.writeUTF(entry.hash());
      out.writeInt(entry.data().length);
      out.write(entry.data());
    }
    return bytes.toByteArray();
  }

  private static ChainEntry entry(byte[] payload) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      String writer = in.readUTF();
      long number = in.readLong();
      String type = in.readUTF();
      Instant time = Instant.ofEpochMilli(in.readLong());
      String previous = in.readUTF();
      String hash = in.readUTF();
      byte[] data = new byte[in.readInt()];
      in.readFully(data);
      return new ChainEntry(
          writer,
          number,
          EntryType.ofWireName(type).orElseThrow(() -> new IOException("no type " + type)),
          time,
          previous,
          hash,
          data);
    }
  }

  /** Some entries. */
  record Page(List<ChainEntry> entries, long next) {}

  private record Frame(ChainEntry entry, long next) {}
}
