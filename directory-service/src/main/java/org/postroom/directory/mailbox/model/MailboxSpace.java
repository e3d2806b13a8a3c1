package org.postroom.directory.mailbox.model;

import java.util.List;
import org.postroom.contract.directory.event.MailboxQuotaChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;

/**
 * How much a mailbox holds and may hold.
 *
 * @param owner whose it is
 * @param quotaMegabytes what it may hold, in units of 1,048,576 bytes
 * @param sizeBytes what it held at the last report; 0 before the first
 */
public record MailboxSpace(EntityId owner, int quotaMegabytes, long sizeBytes) {
  /** The quota of a new mailbox, which is also the largest. */
  public static final int MAX_QUOTA = 51_200;

  private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

  /** Its size as callers see it. */
  public double sizeMegabytes() {
    return sizeBytes / BYTES_PER_MEGABYTE;
  }

  /** UpdateMailboxQuota; below the present size is allowed, new mail then bounces. */
  public Decision<MailboxSpace> withQuota(int megabytes) {
    if (megabytes < 1 || megabytes > MAX_QUOTA) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "A quota is between 1 and " + MAX_QUOTA + " megabytes.");
    }
    return megabytes == quotaMegabytes
        ? Decision.unchanged(this)
        : Decision.of(
            new MailboxSpace(owner, megabytes, sizeBytes),
            new MailboxQuotaChanged(owner.value(), megabytes));
  }

  /** What subscribers that forgot must be told. */
  public List<Record> retold() {
    return quotaMegabytes == MAX_QUOTA
        ? List.of()
        : List.of(new MailboxQuotaChanged(owner.value(), quotaMegabytes));
  }
}
