package org.postroom.mailserver;

import java.util.Optional;

/** Where the mail server learns to whom mail goes and who may read it. */
interface Directory {
  /** The mailbox that mail to an address goes to; empty when there is none. */
  Optional<Mailbox> mailboxAt(String address);

  /** The mailbox with this address, or of the user or resource with this id or name. */
  Optional<Mailbox> mailboxCalled(String addressIdOrName);

  /** The mailbox of the user with this address or name, if the password is the user's. */
  Optional<Mailbox> logIn(String addressOrName, String password);
}
