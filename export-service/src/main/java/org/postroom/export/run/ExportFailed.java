package org.postroom.export.run;

/**
 * The export cannot be done. The message is the job's ErrorInfo: 1 to 1024 characters that say what
 * an administrator can do about it; it holds no secret.
 */
public final class ExportFailed extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 1024;

  private final boolean worthRetrying;

  private ExportFailed(String reason, boolean worthRetrying, Throwable cause) {
    super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST), cause);
    this.worthRetrying = worthRetrying;
  }

  /** Trouble that stays until an administrator does something. */
  public static ExportFailed forGood(String reason, Throwable cause) {
    return new ExportFailed(reason, false, cause);
  }

  /** Trouble that stays until an administrator does something. */
  public static ExportFailed forGood(String reason) {
    return new ExportFailed(reason, false, null);
  }

  /** Trouble that may pass by itself. */
  public static ExportFailed forNow(String reason, Throwable cause) {
    return new ExportFailed(reason, true, cause);
  }

  /** Whether another run may succeed without anybody doing anything. */
  public boolean isWorthRetrying() {
    return worthRetrying;
  }
}
