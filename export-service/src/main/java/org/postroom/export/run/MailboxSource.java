package org.postroom.export.run;

import java.io.IOException;

/** Where mailboxes are read from. */
public interface MailboxSource {
  /**
   * Opens a mailbox for reading only.
   *
   * @throws ExportBroken when there is no such mailbox, or it cannot be reached or entered
   */
  OpenMailbox open(String organizationId, MailboxOwner owner) throws IOException;
}
