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
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
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

  /** The UID of the message that came last of the folder that is read, or -1. */
  private long given = -1;

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
    given = -1;
    for (int from = 0; from < content.count; from += CHUNK) {
      int to = Math.min(from + CHUNK, content.count);
      readChunk(new Chunk(Arrays.copyOfRange(content.uids, from, to)), sink);
    }
    if (content.incomplete != null) {
      throw new FolderUnreadable(content.incomplete);
    }
  }

  /** What a folder holds: four bytes a message, the only thing that grows with it. */
  private static final class Content {
    private int[] uids = new int[CHUNK];
    private int count;
    private long bytes;

    /** Why there may be more; null when this is all. */
    private String incomplete;

    /**
     * @param size -1 when the server does not tell
     */
    void add(long uid, long size) {
      if (count == uids.length) {
        uids = Arrays.copyOf(uids, count * 2);
      }
      uids[count++] = packed(uid);
      bytes += Math.max(size, 0);
    }

    /** Puts the messages in their order, each once: servers also tell of them unasked. */
    void order() {
      Arrays.sort(uids, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (kept == 0 || uids[i] != uids[kept - 1]) {
          uids[kept++] = uids[i];
        }
      }
      count = kept;
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
      throw new FolderUnreadable(refused("does not let the folder be read", examined));
    }
    if (messages[0] == 0) {
      return content;
    }
    Reply listed =
        connection.run(
            (number, keyword, reader) -> {
              FetchedMessage fetched = FetchedMessage.read(keyword, reader, null);
              if (fetched.uid() >= 0) {
                content.add(fetched.uid(), fetched.size());
              }
            },
            "UID FETCH 1:* (UID RFC822.SIZE)");
    content.order();
    if (!listed.isOk()) {
      content.incomplete = refused("does not list all of the folder", listed);
    }
    return content;
  }

  /**
   * Says what the server refuses for good.
   *
   * @throws ExportBroken when another try may not be refused
   */
  private String refused(String what, Reply reply) throws ExportBroken {
    String why = connection.said(what, reply.text());
    if (reply.passes()) {
      throw new ExportBroken(ExportFailed.forNow(why, null));
    }
    return why;
  }

  /** Messages that are asked for together, and which of them have come. */
  private static final class Chunk {
    private final int[] uids;
    private final boolean[] done;
    private final boolean[] empty;

    Chunk(int[] uids) {
      this.uids = uids;
      this.done = new boolean[uids.length];
      this.empty = new boolean[uids.length];
    }

    /** The server has answered for this message, without its content. */
    void cameEmpty(long uid) {
      int at = Arrays.binarySearch(uids, packed(uid));
      if (at >= 0) {
        empty[at] = true;
      }
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
        // One message that the server cannot read must not take its neighbours along. But Dovecot
        // ends the connection when it is asked again for one that it could not read.
        Reply alone = reply.isOk() || chunk.empty[i] ? reply : fetch(uid, uid, chunk, sink);
        if (!chunk.done[i]) {
          sink.leftOut(uid, why(alone));
        }
      }
    }
  }

  /** Why a message did not come although it was asked for alone. */
  private String why(Reply alone) throws IOException {
    if (alone.isOk()) {
      return "It was deleted while the export ran";
    }
    String what = "does not give it out";
    // That is what a server says of a damaged message, and what it says when its disk is away.
    return alone.isServerBug() && givesAgain()
        ? connection.said(what, alone.text())
        : refused(what, alone);
  }

  /** Whether the server still gives what it gave before. */
  private boolean givesAgain() throws IOException {
    return given >= 0
        && connection
            .run(
                (number, keyword, reader) -> {},
                "UID FETCH " + given + ":" + given + " (UID BODY.PEEK[]<0.1>)")
            .isOk();
  }

  private Reply fetch(long first, long last, Chunk chunk, MessageSink sink) throws IOException {
    return connection.run(
        (number, keyword, reader) ->
            FetchedMessage.read(
                keyword,
                reader,
                (uid, received, content) -> {
                  if (content == null) {
                    chunk.cameEmpty(uid);
                  } else if (chunk.accept(uid)) {
                    sink.message(uid, content.length(), instant(received), content);
                    given = uid;
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
