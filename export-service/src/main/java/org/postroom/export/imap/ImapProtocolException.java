package org.postroom.export.imap;

import java.io.IOException;

/** The server said something that is not IMAP. */
final class ImapProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  ImapProtocolException(String what) {
    super(what);
  }
}
