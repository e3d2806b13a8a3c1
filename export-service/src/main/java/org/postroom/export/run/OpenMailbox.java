package org.postroom.export.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * A mailbox while it is read, by one thread. All methods throw {@link ExportBroken} when the
 * mailbox cannot be read any further, and {@link FolderUnreadable} when just this folder cannot.
 */
public interface OpenMailbox extends Closeable {
  /** The folders that can hold messages, in the server's order. */
  List<MailFolder> folders() throws IOException;

  /** What the messages of a folder weigh, in bytes. */
  long bytes(MailFolder folder) throws IOException;

  /**
   * Hands out the messages that the folder holds now, each once, oldest first. Messages that arrive
   * meanwhile are not among them.
   */
  void read(MailFolder folder, MessageSink sink) throws IOException;

  /** Ends the reading; may be called by another thread to make a blocked reader give up. */
  @Override
  void close();

  /** Takes the messages of a folder. */
  interface MessageSink {
    /**
     * Takes a message.
     *
     * @param uid the message's number, unique in its folder
     * @param bytes how many bytes {@code content} has
     * @param received when the message arrived; null when the server does not say
     * @param content what was delivered, byte for byte; what is not read is skipped
     */
    void message(long uid, long bytes, Instant received, InputStream content) throws IOException;

    /** Is told of a message that the folder held but that could not be read. */
    void leftOut(long uid, String why) throws IOException;
  }
}
