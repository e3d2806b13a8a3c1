package org.postroom.export.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an archive says about itself. Its lists wait in temporary files, not in memory. */
final class Manifest implements Closeable {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

  /**
   * A file of the archive that holds a message, or one of its calendar parts.
   *
   * @param calendarPartsLeftOut calendar parts that are in the message alone, being too large; null
   *     when there are none
   */
  record Item(
      String path,
      Long uid,
      String received,
      long bytes,
      String sha384Hash,
      List<Item> calendarParts,
      Integer calendarPartsLeftOut) {}

  /**
   * What is not in the archive.
   *
   * @param uid null when it is a whole folder
   */
  record LeftOut(String folder, Long uid, String reason) {}

  /** A folder of the archive: its name on the mail server, its path here. */
  record Folder(String name, String path, long totalMessages, long totalBytes) {}

  private final Spool items = new Spool();
  private final Spool leftOut;
  private final List<Folder> folders = new ArrayList<>();

  Manifest() throws IOException {
    try {
      leftOut = new Spool();
    } catch (IOException e) {
      items.close();
      throw e;
    }
  }

  void add(Item item) throws IOException {
    items.add(item);
  }

  void add(LeftOut item) throws IOException {
    leftOut.add(item);
  }

  void add(Folder folder) {
    folders.add(folder);
  }

  long leftOutCount() {
    return leftOut.count;
  }

  /** The finished document, as a size and a way to write it. */
  Document document(Map<String, Object> facts) throws IOException {
    Map<String, Object> head = new LinkedHashMap<>(facts);
    head.put("folders", folders);
    String open = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(head);
    byte[] start =
        (open.substring(0, open.lastIndexOf('}')).stripTrailing() + ",\n").getBytes(UTF_8);
    return new Document(start, leftOut.file, items.file);
  }

  /** A manifest ready to be written. */
  record Document(byte[] start, TemporaryFile leftOut, TemporaryFile items) {
    private static final byte[] LEFT_OUT = "\"nonExportableItems\" : [".getBytes(UTF_8);
    private static final byte[] ITEMS = "],\n\"items\" : [".getBytes(UTF_8);
    private static final byte[] END = "]\n}\n".getBytes(UTF_8);

    long size() throws IOException {
      return start.length
          + LEFT_OUT.length
          + leftOut.size()
          + ITEMS.length
          + items.size()
          + END.length;
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(start);
      out.write(LEFT_OUT);
      leftOut.copyTo(out);
      out.write(ITEMS);
      items.copyTo(out);
      out.write(END);
    }
  }

  @Override
  public void close() {
    items.close();
    leftOut.close();
  }

  /** The elements of a list in a temporary file. */
  private static final class Spool implements Closeable {
    private final TemporaryFile file = new TemporaryFile();
    private long count;

    Spool() throws IOException {}

    void add(Object element) throws IOException {
      file.write((count++ == 0 ? "\n" : ",\n").getBytes(UTF_8));
      file.write(JSON.writeValueAsBytes(element));
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
