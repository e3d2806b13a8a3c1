package org.postroom.export.imap;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.postroom.export.imap.ImapConnection.Reply;
import org.postroom.export.run.FolderUnreadable;
import org.postroom.export.run.MailFolder;
import org.postroom.export.run.OpenMailbox;

/** A mailbox on an IMAP server, opened read-only: nothing in it changes, not even a flag. */
final class ImapMailbox implements OpenMailbox {
  /** Messages asked for at once: enough that the way to the server and back costs nothing. */
  private static final int CHUNK = 500;

  private static final DateTimeFormatter INTERNAL_DATE =
      DateTimeFormatter.ofPattern("d-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final ImapConnection connection;

  ImapMailbox(ImapConnection connection) {
    this.connection = connection;
  }

  @Override
  public List<MailFolder> folders() throws IOException {
    return FolderList.read(connection);
  }

  @Override
  public long bytes(MailFolder folder) throws IOException {
    return look(folder).bytes;
  }

  @Override
  public void read(MailFolder folder, MessageSink sink) throws IOException {
    Content content = look(folder);
    for (int from = 0; from < content.count; from += CHUNK) {
      int to = Math.min(from + CHUNK, content.count);
      readChunk(new Chunk(Arrays.copyOfRange(content.uids, from, to)), sink);
    }
  }

  /** What a folder holds: four bytes a message, the only thing that grows with it. */
  private static final class Content {
    private int[] uids = new int[CHUNK];
    private int count;
    private long bytes;

    void add(long uid, long size) {
      if (count == uids.length) {
        uids = Arrays.copyOf(uids, count * 2);
      }
      uids[count++] = packed(uid);
      bytes += size;
    }
  }

  /** UIDs have 32 bits and no sign; so packed they are in order as ints. */
  private static int packed(long uid) {
    return (int) (uid + Integer.MIN_VALUE);
  }

  private static long unpacked(int packed) {
    return (long) packed - Integer.MIN_VALUE;
  }

  private Content look(MailFolder folder) throws IOException {
    Content content = new Content();
    long[] messages = new long[1];
    Reply examined =
        connection.run(
            (number, keyword, reader) -> {
              if (keyword.equals("EXISTS")) {
                messages[0] = number;
              }
            },
            "EXAMINE",
            folder.id());
    if (!examined.isOk()) {
      throw new FolderUnreadable(
          connection.said("does not let the folder be read", examined.text()));
    }
    if (messages[0] == 0) {
      return content;
    }
    Reply listed =
        connection.run(
            (number, keyword, reader) -> {
              FetchedMessage fetched = FetchedMessage.read(keyword, reader, null);
              if (fetched.uid() >= 0 && fetched.size() >= 0) {
                content.add(fetched.uid(), fetched.size());
              }
            },
            "UID FETCH 1:* (UID RFC822.SIZE)");
    if (!listed.isOk()) {
      throw new FolderUnreadable(connection.said("does not list the folder", listed.text()));
    }
    Arrays.sort(content.uids, 0, content.count);
    return content;
  }

  /** Messages that are asked for together, and which of them have come. */
  private static final class Chunk {
    private final int[] uids;
    private final boolean[] done;

    Chunk(int[] uids) {
      this.uids = uids;
      this.done = new boolean[uids.length];
    }

    /** Whether this message was asked for and is here for the first time. */
    boolean accept(long uid) {
      int at = Arrays.binarySearch(uids, packed(uid));
      boolean fresh = at >= 0 && !done[at];
      if (fresh) {
        done[at] = true;
      }
      return fresh;
    }
  }

  private void readChunk(Chunk chunk, MessageSink sink) throws IOException {
    long first = unpacked(chunk.uids[0]);
    long last = unpacked(chunk.uids[chunk.uids.length - 1]);
    Reply reply = fetch(first, last, chunk, sink);
    for (int i = 0; i < chunk.uids.length; i++) {
      if (!chunk.done[i]) {
        long uid = unpacked(chunk.uids[i]);
        // One message that the server cannot read must not take its neighbours along.
        Reply alone = reply.isOk() ? reply : fetch(uid, uid, chunk, sink);
        if (!chunk.done[i]) {
          sink.leftOut(
              uid,
              alone.isOk()
                  ? "It was deleted while the export ran"
                  : connection.said("does not give it out", alone.text()));
        }
      }
    }
  }

  private Reply fetch(long first, long last, Chunk chunk, MessageSink sink) throws IOException {
    return connection.run(
        (number, keyword, reader) ->
            FetchedMessage.read(
                keyword,
                reader,
                (uid, received, content) -> {
                  if (content != null && chunk.accept(uid)) {
                    sink.message(uid, content.length(), instant(received), content);
                  }
                }),
        "UID FETCH " + first + ":" + last + " (UID INTERNALDATE BODY.PEEK[])");
  }

  private static Instant instant(String internalDate) {
    try {
      return internalDate == null
          ? null
          : OffsetDateTime.parse(internalDate.strip(), INTERNAL_DATE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
