package org.postroom.audit;

/** A record could be written neither to Kafka nor to the disk, or not in time. */
public final class AuditUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditUnavailable(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
