package org.postroom.export.worker.application;

import java.util.List;
import org.postroom.export.run.ExportOrder;

/**
 * A worker's right to work on a job, until it runs out.
 *
 * @param order what is to be exported
 * @param attempt the number under which it was given; given once
 * @param failures how many attempts before it failed in a way that may pass, or were never heard of
 *     again
 * @param cancelled whether nothing is to be exported any more, because the job was cancelled or has
 *     failed, and what was written is to go
 * @param uploadIds what the attempts before it were uploading
 * @param hasMailbox whether the owner still has a mailbox; names in the order are its present ones,
 *     because what it was called when the job was started may be another's by now
 */
public record Lease(
    ExportOrder order,
    int attempt,
    int failures,
    boolean cancelled,
    List<String> uploadIds,
    boolean hasMailbox) {
  /** What tells it from every other. */
  public Key key() {
    return new Key(order.organizationId(), order.jobId(), attempt);
  }

  /** What tells a lease from every other. */
  public record Key(String organizationId, String jobId, int attempt) {}
}
