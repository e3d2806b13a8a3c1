package org.postroom.directory.mailbox.application;

import java.util.List;
import org.postroom.kit.command.InternalCommandType;

/**
 * A mail server has measured mailboxes of an organization.
 *
 * @param reports at most {@link Mailboxes#CHUNK}, each mailbox once
 */
public record ReportMailboxUsage(List<MailboxUsage> reports) {
  public static final InternalCommandType<ReportMailboxUsage> TYPE =
      InternalCommandType.of("ReportMailboxUsage", ReportMailboxUsage.class);
}
