package org.postroom.directory.mailbox.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Some of an organization's mailboxes are not to be kept longer.
 *
 * @param firstOwner whose is due longest
 */
public record PurgeMailboxes(String firstOwner) {
  public static final InternalCommandType<PurgeMailboxes> TYPE =
      InternalCommandType.of("PurgeMailboxes", PurgeMailboxes.class);
}
