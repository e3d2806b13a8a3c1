package org.postroom.mailserver;

import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.imap.ImapHostManagerImpl;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.Store;
import com.icegreen.greenmail.user.GreenMailUser;
import java.util.Collection;
import java.util.List;

/** Keeps users in their own mailboxes: GreenMail lets names that begin with its namespace out. */
final class OwnFolders extends ImapHostManagerImpl {
  OwnFolders(Store store) {
    super(store);
  }

  @Override
  public MailFolder getFolder(GreenMailUser user, String name) {
    return isForeign(name) ? null : super.getFolder(user, name);
  }

  @Override
  public MailFolder createMailbox(GreenMailUser user, String name) throws FolderException {
    if (isForeign(name)) {
      throw new FolderException("No such namespace.");
    }
    return super.createMailbox(user, name);
  }

  @Override
  public Collection<MailFolder> listMailboxes(GreenMailUser user, String pattern)
      throws FolderException {
    return isForeign(pattern) ? List.of() : super.listMailboxes(user, pattern);
  }

  @Override
  public Collection<MailFolder> listSubscribedMailboxes(GreenMailUser user, String pattern)
      throws FolderException {
    return isForeign(pattern) ? List.of() : super.listSubscribedMailboxes(user, pattern);
  }

  private static boolean isForeign(String name) {
    return name.startsWith(ImapConstants.NAMESPACE_PREFIX);
  }
}
