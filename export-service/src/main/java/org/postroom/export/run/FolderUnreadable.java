package org.postroom.export.run;

import java.io.IOException;

/** One folder cannot be read, others may; the message says why. */
public final class FolderUnreadable extends IOException {
  private static final long serialVersionUID = 1;

  public FolderUnreadable(String why) {
    super(why);
  }
}
