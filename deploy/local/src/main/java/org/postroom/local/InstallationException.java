package org.postroom.local;

/** Something the user of an installation can understand and mend; the message is for them. */
public final class InstallationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InstallationException(String message) {
    super(message);
  }

  public InstallationException(String message, Throwable cause) {
    super(message, cause);
  }
}
