package org.postroom.export.imap;

import java.io.IOException;
import org.postroom.export.imap.ImapReader.Literal;

/**
 * What a server tells of a message in answer to FETCH.
 *
 * @param uid -1 when it is not told
 * @param size -1 when it is not told
 */
record FetchedMessage(long uid, long size) {
  /** Takes a message's content while it comes. */
  interface ContentTaker {
    /**
     * @param internalDate null when it was not told before the content
     * @param content null when the server has none
     */
    void take(long uid, String internalDate, Literal content) throws IOException;
  }

  static FetchedMessage read(String keyword, ImapReader reader, ContentTaker taker)
      throws IOException {
    long uid = -1;
    long size = -1;
    if (keyword.equals("FETCH")) {
      String date = null;
      boolean answered = false;
      reader.expect(' ');
      reader.expect('(');
      while (!reader.skip(')')) {
        String item = reader.keyword();
        reader.expect(' ');
        switch (item) {
          case "UID" -> uid = reader.number();
          case "RFC822.SIZE" -> size = reader.number();
          case "INTERNALDATE" -> date = reader.string();
          case "BODY[]" -> {
            Literal content = reader.content();
            if (uid < 0 && content != null) {
              throw new ImapProtocolException("a message came before its UID");
            }
            answered = true;
            if (taker != null) {
              taker.take(uid, date, content);
            }
            if (content != null) {
              content.drain();
            }
          }
          default -> reader.skipValue();
        }
        while (reader.skip(' ')) {
          // Some servers put more than one between items.
        }
      }
      // The date was asked for with the content: this is what is left of an answer without it.
      if (taker != null && !answered && uid >= 0 && date != null) {
        taker.take(uid, date, null);
      }
    }
    return new FetchedMessage(uid, size);
  }
}
