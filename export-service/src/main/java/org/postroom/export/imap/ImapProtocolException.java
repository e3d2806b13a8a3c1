package org.postroom.export.imap;

import java.io.IOException;

/** The server said something that is not IMAP. What it said is not told: it may be mail. */
final class ImapProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  ImapProtocolException(String what) {
    super(what);
  }
}
