package org.postroom.directory.mailbox.usage;

import java.util.ArrayList;
import java.util.List;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.Mailboxes;

/** Cuts reports into what one command may hold. */
final class Chunks {
  private Chunks() {}

  static List<List<MailboxUsage>> of(List<MailboxUsage> usages) {
    List<List<MailboxUsage>> chunks = new ArrayList<>();
    for (int from = 0; from < usages.size(); from += Mailboxes.CHUNK) {
      chunks.add(usages.subList(from, Math.min(usages.size(), from + Mailboxes.CHUNK)));
    }
    return chunks;
  }
}
