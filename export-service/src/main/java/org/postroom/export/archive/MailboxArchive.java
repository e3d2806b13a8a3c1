package org.postroom.export.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.postroom.export.ExportConfig.Compression;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.MailFolder;
import org.postroom.export.run.OpenMailbox.MessageSink;

/**
 * Writes a mailbox as a zip: a folder for each mail folder, {@code <uid>.eml} for each message with
 * the bytes that were delivered, {@code <uid>.ics} for its calendar parts, and {@code
 * manifest.json} at the end. The zip is written in one go; memory does not grow with the mailbox.
 */
public final class MailboxArchive implements MessageSink, Closeable {
  private static final String MANIFEST = "manifest.json";
  private static final HexFormat HEX = HexFormat.of();

  /** Messages up to this size are read before they are written, larger ones stream. */
  private static final int HELD = 1 << 20;

  private final ZipWriter zip;
  private final Compression compression;
  private final ExportOrder order;
  private final Clock clock;
  private final Instant startedAt;
  private final Manifest manifest;
  private final FolderNames names = new FolderNames(MANIFEST);
  private final MessageDigest digest = sha384();
  private final byte[] held = new byte[HELD];

  private MailFolder folder;
  private String folderPath;
  private long folderMessages;
  private long folderBytes;
  private long folders;
  private long messages;
  private long bytes;

  /** What was written. */
  public record Totals(
      long messages, long bytes, long folders, long leftOut, Instant startedAt, Instant endedAt) {}

  /**
   * @param out is not closed
   */
  public MailboxArchive(OutputStream out, Compression compression, ExportOrder order, Clock clock)
      throws IOException {
    this.compression = compression;
    this.order = order;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.manifest = new Manifest();
    try {
      this.zip =
          new ZipWriter(
              out,
              compression == Compression.STORED ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
    } catch (IOException e) {
      manifest.close();
      throw e;
    }
  }

  /** The SHA-384 that archives and their contents are described with. */
  public static MessageDigest sha384() {
    try {
      return MessageDigest.getInstance("SHA-384");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform has no SHA-384", e);
    }
  }

  /** Begins the folder that the messages to come are in. */
  public void begin(MailFolder next) throws IOException {
    endFolder();
    folder = next;
    folderPath = names.pathFor(next.path());
    zip.directory(folderPath, startedAt);
  }

  private void endFolder() {
    if (folder != null) {
      manifest.add(new Manifest.Folder(folder.name(), folderPath, folderMessages, folderBytes));
      folders++;
      folderMessages = 0;
      folderBytes = 0;
      folder = null;
    }
  }

  @Override
  public void message(long uid, long size, Instant received, InputStream content)
      throws IOException {
    String name = folderPath + "/" + uid;
    String path = name + ".eml";
    String sent = received == null ? null : received.toString();
    CalendarParts.Found calendar;
    if (size <= HELD) {
      int length = content.readNBytes(held, 0, (int) size);
      put(path, received, held, length);
      calendar = CalendarParts.of(held, length);
    } else {
      calendar = stream(path, size, received, content);
    }
    String hash = HEX.formatHex(digest.digest());
    List<Manifest.Item> parts = new ArrayList<>();
    for (byte[] part : calendar.parts()) {
      String partPath = name + (parts.isEmpty() ? "" : "-" + (parts.size() + 1)) + ".ics";
      put(partPath, received, part, part.length);
      String partHash = HEX.formatHex(digest.digest());
      parts.add(new Manifest.Item(partPath, null, null, part.length, partHash, List.of(), null));
    }
    Integer leftOut = calendar.leftOut() == 0 ? null : calendar.leftOut();
    manifest.add(new Manifest.Item(path, uid, sent, size, hash, parts, leftOut));
    folderMessages++;
    folderBytes += size;
    messages++;
    bytes += size;
  }

  private CalendarParts.Found stream(String path, long size, Instant received, InputStream content)
      throws IOException {
    try (OutputStream entry = zip.stream(path, modified(received), size)) {
      return CalendarParts.copying(content, new DigestOutputStream(entry, digest));
    }
  }

  private void put(String path, Instant received, byte[] content, int length) throws IOException {
    digest.update(content, 0, length);
    if (compression == Compression.STORED) {
      zip.store(path, modified(received), content, length);
    } else {
      try (OutputStream entry = zip.stream(path, modified(received), length)) {
        entry.write(content, 0, length);
      }
    }
  }

  private Instant modified(Instant received) {
    return received == null ? startedAt : received;
  }

  @Override
  public void leftOut(long uid, String why) throws IOException {
    manifest.add(new Manifest.LeftOut(folder.name(), uid, why));
  }

  /** Says that a folder, or the rest of it, could not be read. */
  public void leftOut(MailFolder unread, String why) throws IOException {
    manifest.add(new Manifest.LeftOut(unread.name(), null, why));
  }

  /** Writes the manifest and the zip's directory. */
  public Totals finish() throws IOException {
    endFolder();
    Instant endedAt = clock.instant();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("organizationId", order.organizationId());
    facts.put("jobId", order.jobId());
    facts.put("mailbox", order.mailbox());
    facts.put("startTime", startedAt.toString());
    facts.put("endTime", endedAt.toString());
    facts.put("totalMessages", messages);
    facts.put("totalBytes", bytes);
    facts.put("totalFolders", folders);
    facts.put("totalNonExportableItems", manifest.leftOutCount());
    Manifest.Document document = manifest.document(facts);
    try (OutputStream entry = zip.stream(MANIFEST, endedAt, document.size())) {
      document.writeTo(entry);
    }
    zip.finish();
    return new Totals(messages, bytes, folders, manifest.leftOutCount(), startedAt, endedAt);
  }

  @Override
  public void close() {
    zip.close();
    manifest.close();
  }
}
