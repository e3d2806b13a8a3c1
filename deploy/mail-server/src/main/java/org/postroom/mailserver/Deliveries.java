package org.postroom.mailserver;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.postroom.mailserver.store.MailStore;

/**
 * Takes mail for addresses that lead to a mailbox, and no other. What was answered with 250 is on
 * disk, once in each mailbox however many of its addresses were named.
 */
final class Deliveries extends SmtpManager {
  private static final Logger LOG = Logger.getLogger(Deliveries.class);

  private final Directory directory;
  private final MailStore store;

  Deliveries(ImapHostManager host, UserManager users, Directory directory, MailStore store) {
    super(host, users);
    this.directory = directory;
    this.store = store;
  }

  @Override
  public String checkRecipient(SmtpState state, MailAddress recipient) {
    if (directory.mailboxAt(recipient.getEmail()).isEmpty()) {
      return "550 5.1.1 No mailbox has this address";
    }
    return store.isFull() ? "452 4.3.1 This trial mail server holds no more mail" : null;
  }

  @Override
  public String checkData(SmtpState state) {
    try {
      return state.getMessage().getMessage().getSize() > store.largestMessage()
          ? "552 5.3.4 This trial mail server takes no message above %d bytes"
              .formatted(store.largestMessage())
          : null;
    } catch (MessagingException e) {
      throw new IllegalStateException("A message cannot be read.", e);
    }
  }

  @Override
  public void send(SmtpState state) {
    MimeMessage message = withItsLastLineEnd(state.getMessage().getMessage());
    Set<Mailbox> mailboxes = new LinkedHashSet<>();
    for (MailAddress recipient : state.getMessage().getToAddresses()) {
      // One that has gone since it was accepted gets nothing, as in any mail server.
      directory.mailboxAt(recipient.getEmail()).ifPresent(mailboxes::add);
    }
    for (Mailbox mailbox : mailboxes) {
      store.open(mailbox.entityId()).appendMessage(message, new Flags(), new Date());
      LOG.infof("Message delivered entityId=%s", mailbox.entityId());
    }
  }

  /** GreenMail takes the line end before the closing dot for a part of the dot. */
  private static MimeMessage withItsLastLineEnd(MimeMessage message) {
    try {
      if (message.getSize() <= 0) {
        return message;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getSize());
      message.writeTo(bytes);
      bytes.writeBytes(new byte[] {'\r', '\n'});
      return GreenMailUtil.newMimeMessage(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("A message cannot be read.", e);
    }
  }
}
