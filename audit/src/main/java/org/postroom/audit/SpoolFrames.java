package org.postroom.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;

/** A spool's file: a frame for each entry, of the payload's length, its CRC-32 and the payload. */
final class SpoolFrames {
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int LARGEST = 4 << 20;
  private static final int WINDOW = 1 << 20;

  private final Path file;
  private final FileChannel channel;

  /** An entry, and where the next one begins. */
  record Frame(ChainEntry entry, long next) {}

  SpoolFrames(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The frames of some entries. */
  static byte[] bytes(List<ChainEntry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ChainEntry entry : entries) {
      byte[] payload = payload(entry);
      bytes.writeBytes(
          ByteBuffer.allocate(HEAD).putInt(payload.length).putInt(crc(payload)).array());
      bytes.writeBytes(payload);
    }
    return bytes.toByteArray();
  }

  /** The frame at an offset; null when no whole and sound one is there. */
  Frame at(long at, long end) throws IOException {
    if (at + HEAD > end) {
      return null;
    }
    ByteBuffer head = fully(at, HEAD);
    int length = head.getInt();
    int crc = head.getInt();
    if (length <= 0 || length > LARGEST || at + HEAD + length > end) {
      return null;
    }
    byte[] payload = fully(at + HEAD, length).array();
    return crc(payload) == crc ? new Frame(entry(payload), at + HEAD + length) : null;
  }

  /** The first sound frame at an offset or behind it; null when there is none. */
  Frame after(long from, long end) throws IOException {
    for (long at = from; at + HEAD <= end; at += WINDOW - HEAD + 1) {
      ByteBuffer window = fully(at, (int) Math.min(WINDOW, end - at));
      for (int i = 0; i + HEAD <= window.limit(); i++) {
        int length = window.getInt(i);
        Frame frame = length > 0 && length <= LARGEST ? at(at + i, end) : null;
        if (frame != null) {
          return frame;
        }
      }
    }
    return null;
  }

  /**
   * Whether what stands from an offset to the end is what a crash leaves of a frame that was being
   * written: its beginning, or room that was made for it. Anything else was whole once, or may have
   * been.
   */
  boolean isUnfinished(long at, long end) throws IOException {
    long rest = end - at;
    if (rest < HEAD) {
      return true;
    }
    int length = fully(at, Integer.BYTES).getInt();
    if (length > 0 && length <= LARGEST && HEAD + (long) length > rest) {
      // If the entry is whole for all that, the length was longer than it from the damage on.
      return !isEntry(fully(at + HEAD, (int) rest - HEAD).array()) && after(at + 1, end) == null;
    }
    return isEmpty(at, end);
  }

  private boolean isEmpty(long from, long end) throws IOException {
    for (long at = from; at < end; at += WINDOW) {
      ByteBuffer window = fully(at, (int) Math.min(WINDOW, end - at));
      while (window.hasRemaining()) {
        if (window.get() != 0) {
          return false;
        }
      }
    }
    return true;
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

  private static int crc(byte[] payload) {
    CRC32 crc = new CRC32();
    crc.update(payload);
    return (int) crc.getValue();
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

  private static boolean isEntry(byte[] payload) {
    try {
      entry(payload);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ChainEntry entry(byte[] payload) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      String writer = in.readUTF();
      long number = in.readLong();
      String type = in.readUTF();
      Instant time = Instant.ofEpochMilli(in.readLong());
      String previous = in.readUTF();
      String hash = in.readUTF();
      int length = in.readInt();
      if (length < 0 || length > payload.length) {
        throw new IOException("no length " + length);
      }
      byte[] data = new byte[length];
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
}
