package org.postroom.export.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a zip in one go, to a stream that cannot go back (APPNOTE.TXT 6.3.9). The directory at its
 * end waits in a temporary file, so that memory does not grow with the number of entries, as it
 * does with the libraries' writers. Zip64 is used where it must be and nowhere else.
 *
 * <p>Content that is at hand is stored with its checksum in front, which every reader understands;
 * content that streams is deflated with the checksum behind, which is as widespread. A stream's
 * blocks stay uncompressed at level 0.
 */
final class ZipWriter implements Closeable {
  private static final long MOST_32 = 0xffff_ffffL;
  private static final int MOST_16 = 0xffff;

  /** Above this a stream's sizes get eight bytes: deflating may make it a little larger. */
  private static final long LARGE_STREAM = 0xf000_0000L;

  private static final short VERSION_ZIP64 = 45;
  private static final short VERSION_PLAIN = 20;
  private static final short UNIX = 3 << 8;
  private static final int UTF_8_NAME = 0x0800;
  private static final int CHECKSUM_BEHIND = 0x0008;
  private static final int FILE_MODE = 0100644;
  private static final int DIRECTORY_MODE = 040755;
  private static final short STORED = 0;
  private static final short DEFLATED = 8;

  private final OutputStream out;
  private final Deflater deflater;
  private final TemporaryFile directory = new TemporaryFile();
  private final CRC32 crc = new CRC32();
  private final byte[] block = new byte[64 * 1024];
  private long offset;
  private long directoryBytes;
  private long entries;

  /**
   * @param level how streams are deflated, as {@link Deflater} says
   */
  ZipWriter(OutputStream out, int level) throws IOException {
    this(out, level, 0);
  }

  /**
   * @param offset how many other bytes the file has before the zip
   */
  ZipWriter(OutputStream out, int level, long offset) throws IOException {
    this.out = out;
    this.offset = offset;
    this.deflater = new Deflater(level, true);
  }

  /** Adds a directory. */
  void directory(String path, Instant modified) throws IOException {
    Entry entry = new Entry(path + "/", DIRECTORY_MODE, modified, STORED, false);
    entry.begin();
    entry.record();
  }

  /** Adds a file without compressing it. */
  void store(String path, Instant modified, byte[] content, int length) throws IOException {
    crc.reset();
    crc.update(content, 0, length);
    Entry entry = new Entry(path, FILE_MODE, modified, STORED, false);
    entry.checksum = crc.getValue();
    entry.size = length;
    entry.packed = length;
    entry.begin();
    write(content, 0, length);
    entry.record();
  }

  /**
   * Begins a file whose content streams; closing the stream ends it.
   *
   * @param expected about how many bytes come; at most this many when it is more than 3 GiB
   */
  OutputStream stream(String path, Instant modified, long expected) throws IOException {
    Entry entry = new Entry(path, FILE_MODE, modified, DEFLATED, expected > LARGE_STREAM);
    entry.begin();
    crc.reset();
    return new EntryStream(entry);
  }

  /** Writes the directory; nothing can be added any more. */
  void finish() throws IOException {
    long start = offset;
    offset += directory.copyTo(out);
    boolean zip64 = entries >= MOST_16 || start >= MOST_32 || directoryBytes >= MOST_32;
    ByteBuffer end = buffer(98);
    if (zip64) {
      long at = offset;
      end.putInt(0x06064b50).putLong(44).putShort((short) (UNIX | VERSION_ZIP64));
      end.putShort(VERSION_ZIP64).putInt(0).putInt(0).putLong(entries).putLong(entries);
      end.putLong(directoryBytes).putLong(start);
      end.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
    }
    short count = (short) Math.min(entries, MOST_16);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    end.putInt((int) Math.min(directoryBytes, MOST_32)).putInt((int) Math.min(start, MOST_32));
    end.putShort((short) 0);
    write(end);
    out.flush();
  }

  private void write(ByteBuffer bytes) throws IOException {
    write(bytes.array(), 0, bytes.position());
  }

  private void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    offset += length;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    deflater.end();
    directory.close();
  }

  private final class Entry {
    private final byte[] name;
    private final int mode;
    private final Instant modified;
    private final short method;

    /** Whether the header before the content has room for large sizes. */
    private final boolean large;

    private final long start = offset;
    private long checksum;
    private long size;
    private long packed;

    Entry(String path, int mode, Instant modified, short method, boolean large) {
      this.name = path.getBytes(UTF_8);
      this.mode = mode;
      this.modified = modified;
      this.method = method;
      this.large = large;
    }

    void begin() throws IOException {
      ByteBuffer header = buffer(30 + name.length + 29);
      header.putInt(0x04034b50).putShort(large ? VERSION_ZIP64 : VERSION_PLAIN);
      common(header);
      int sizes = large ? -1 : 0;
      header.putInt((int) checksum).putInt(large ? sizes : (int) packed);
      header.putInt(large ? sizes : (int) size);
      header.putShort((short) name.length).putShort((short) (large ? 29 : 9)).put(name);
      time(header);
      if (large) {
        header.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
      }
      write(header);
    }

    /** What a stream's content came to, behind it. */
    void end() throws IOException {
      ByteBuffer descriptor = buffer(24).putInt(0x08074b50).putInt((int) checksum);
      if (large) {
        descriptor.putLong(packed).putLong(size);
      } else if (packed > MOST_32 || size > MOST_32) {
        throw new IOException("an entry is larger than it was said to be");
      } else {
        descriptor.putInt((int) packed).putInt((int) size);
      }
      write(descriptor);
      record();
    }

    /** Puts the entry into the directory. */
    void record() throws IOException {
      boolean sizes = large || size >= MOST_32 || packed >= MOST_32;
      boolean far = start >= MOST_32;
      int zip64 = (sizes ? 16 : 0) + (far ? 8 : 0);
      ByteBuffer header = buffer(46 + name.length + 9 + 4 + zip64);
      header.putInt(0x02014b50).putShort((short) (UNIX | VERSION_ZIP64));
      header.putShort(zip64 > 0 ? VERSION_ZIP64 : VERSION_PLAIN);
      common(header);
      header
          .putInt((int) checksum)
          .putInt(sizes ? -1 : (int) packed)
          .putInt(sizes ? -1 : (int) size);
      header.putShort((short) name.length).putShort((short) (9 + (zip64 > 0 ? 4 + zip64 : 0)));
      header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
      header.putInt(mode << 16 | (mode == DIRECTORY_MODE ? 0x10 : 0));
      header.putInt(far ? -1 : (int) start).put(name);
      time(header);
      large(header, sizes, far);
      directory.write(header.array(), 0, header.position());
      directoryBytes += header.position();
      entries++;
    }

    private void large(ByteBuffer header, boolean sizes, boolean far) {
      if (sizes || far) {
        header.putShort((short) 1).putShort((short) ((sizes ? 16 : 0) + (far ? 8 : 0)));
      }
      if (sizes) {
        header.putLong(size).putLong(packed);
      }
      if (far) {
        header.putLong(start);
      }
    }

    private void common(ByteBuffer header) {
      header.putShort((short) (UTF_8_NAME | (method == DEFLATED ? CHECKSUM_BEHIND : 0)));
      header.putShort(method);
      LocalDateTime time = LocalDateTime.ofInstant(modified, ZoneOffset.UTC);
      int year = Math.min(127, Math.max(0, time.getYear() - 1980));
      header.putShort(
          (short) (time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2));
      header.putShort((short) (year << 9 | time.getMonthValue() << 5 | time.getDayOfMonth()));
    }

    /** The time to the second and in UTC, which the zip's own is not. */
    private void time(ByteBuffer header) {
      header.putShort((short) 0x5455).putShort((short) 5).put((byte) 1);
      header.putInt((int) modified.getEpochSecond());
    }
  }

  private final class EntryStream extends OutputStream {
    private final Entry entry;
    private boolean ended;

    EntryStream(Entry entry) {
      this.entry = entry;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      crc.update(bytes, from, length);
      entry.size += length;
      deflater.setInput(bytes, from, length);
      while (!deflater.needsInput()) {
        drain();
      }
    }

    private void drain() throws IOException {
      int count = deflater.deflate(block);
      entry.packed += count;
      ZipWriter.this.write(block, 0, count);
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      deflater.finish();
      while (!deflater.finished()) {
        drain();
      }
      deflater.reset();
      entry.checksum = crc.getValue();
      entry.end();
    }
  }
}
