package org.postroom.export.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import org.postroom.export.ExportConfig;
import org.postroom.export.ExportConfig.ImapConfig;
import org.postroom.export.ExportConfig.Login;
import org.postroom.export.imap.ImapConnection.Reply;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.MailboxOwner;
import org.postroom.export.run.MailboxSource;
import org.postroom.export.run.OpenMailbox;

/**
 * Reads mailboxes from IMAP servers that let one login read another's mailbox. It has its own small
 * client, because general ones make objects of messages; here they pass as they are.
 */
@Singleton
public final class ImapMailboxSource implements MailboxSource {
  private final ImapSettingsSource settings;

  @Inject
  public ImapMailboxSource(ExportConfig config) {
    this(config.imap());
  }

  public ImapMailboxSource(ImapConfig config) {
    this.settings = new ImapSettingsSource(config);
  }

  @Override
  public OpenMailbox open(String organizationId, MailboxOwner owner) throws IOException {
    ImapSettings server = settings.of(organizationId);
    ImapConnection connection = ImapConnection.open(server);
    try {
      logIn(connection, server, server.mailboxOf(owner));
      return new ImapMailbox(connection);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  static void logIn(ImapConnection connection, ImapSettings server, String mailbox)
      throws IOException {
    Reply reply;
    if (server.login() == Login.MASTER_USER) {
      Set<String> capabilities = connection.capabilities();
      if (capabilities.contains("LOGINDISABLED")) {
        throw new ExportBroken(
            ExportFailed.forGood(
                server.server()
                    + " lets nobody log in over this connection; see"
                    + " postroom.export.imap.security"));
      }
      reply =
          connection.run(
              (number, keyword, reader) -> {},
              "LOGIN",
              ImapConnection.raw(mailbox + server.separator() + server.masterUser()),
              ImapConnection.raw(server.masterPassword()));
    } else {
      String identities = mailbox + '\0' + server.masterUser() + '\0' + server.masterPassword();
      reply =
          connection.runWithAnswer(
              "AUTHENTICATE PLAIN", Base64.getEncoder().encode(identities.getBytes(UTF_8)));
    }
    if (!reply.isOk()) {
      String why =
          connection.said(
              "does not let the master user "
                  + server.masterUser()
                  + " into the mailbox "
                  + mailbox,
              reply.text());
      throw new ExportBroken(
          reply.passes() ? ExportFailed.forNow(why, null) : ExportFailed.forGood(why));
    }
  }
}
