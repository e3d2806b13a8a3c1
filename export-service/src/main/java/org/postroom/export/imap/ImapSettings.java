package org.postroom.export.imap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.postroom.export.ExportConfig.Login;
import org.postroom.export.ExportConfig.MailboxName;
import org.postroom.export.ExportConfig.Security;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.MailboxOwner;

/**
 * How one organization's mailboxes are read; {@link org.postroom.export.ExportConfig.ImapConfig}.
 */
record ImapSettings(
    String host,
    int port,
    Security security,
    Optional<Path> trustedCertificates,
    Login login,
    String masterUser,
    Path masterPasswordFile,
    MailboxName mailboxName,
    String separator,
    Duration connectTimeout,
    Duration readTimeout) {

  /** The server as an administrator knows it. */
  String server() {
    return "The mail server " + host + ":" + port;
  }

  /** What the server calls the owner's mailbox. */
  String mailboxOf(MailboxOwner owner) {
    return switch (mailboxName) {
      case ENTITY_ID -> owner.entityId();
      case EMAIL -> owner.email();
      case NAME -> owner.name();
    };
  }

  String masterPassword() throws ExportBroken {
    try {
      return Files.readString(masterPasswordFile).strip();
    } catch (IOException e) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The master user's password for the mail server cannot be read from "
                  + masterPasswordFile
                  + "; see postroom.export.imap.master-password-file",
              e));
    }
  }
}
