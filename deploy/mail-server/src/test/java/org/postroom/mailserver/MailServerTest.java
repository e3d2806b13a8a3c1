package org.postroom.mailserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mailserver.testing.TalkingClient;

class MailServerTest {
  private static final Logins.MasterUser MASTER =
      new Logins.MasterUser("exporter", "master-secret");
  private static final String ALICE = "7f2b9c1e-0000-4000-8000-000000000001";
  private static final String ROOM = "r-0123456789abcdef0123456789abcdef";

  /** Bytes above 127 in the head, a NUL, a bare LF, dots at the beginning of lines. */
  private static final byte[] MESSAGE =
      "Subject: gr\u00fc\u00dfe\r\nX-Odd:\tfolded\r\n  twice\r\n\r\n..dots\r\n\0\u00ff\nbare\r\nlast"
          .getBytes(ISO_8859_1);

  @TempDir Path mail;

  private MailServer server;

  @BeforeEach
  void start() {
    server = MailServer.start(new TwoMailboxes(), MASTER, mail, 0, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void mailComesOutAsItWentIn() throws IOException {
    deliver("alice@example.com");
    byte[] first = read("alice@example.com", "Wisteria-Lane-4");
    assertThat(first).endsWith(delivered()).startsWith("Return-Path:".getBytes(ISO_8859_1));

    server.close();
    start();
    assertThat(read("alice", "Wisteria-Lane-4")).isEqualTo(first);
  }

  @Test
  void onlyMailboxesGetMailAndEachGetsItOnce() throws IOException {
    try (TalkingClient smtp = new TalkingClient(server.smtpPort())) {
      assertThat(smtp.deliver(MESSAGE, "nobody@example.com")).startsWith("550 ");
      assertThat(smtp.deliver(MESSAGE, "alice@example.com", "a.alias@example.com"))
          .startsWith("250");
    }
    try (TalkingClient imap = new TalkingClient(server.imapPort())) {
      assertThat(imap.imap("LOGIN alice@example.com Wisteria-Lane-4")).startsWith("OK");
      imap.imap("SELECT INBOX");
      assertThat(imap.imap("FETCH 2 BODY.PEEK[]")).startsWith("OK");
      assertThat(imap.message(1)).isNotEmpty();
    }
  }

  @Test
  void aUserReadsNoMailboxButTheOwn() throws IOException {
    deliver("room@example.com");
    try (TalkingClient imap = new TalkingClient(server.imapPort())) {
      assertThat(imap.imap("LOGIN alice@example.com wrong")).startsWith("NO");
      assertThat(imap.imap("LOGIN room@example.com Wisteria-Lane-4")).startsWith("NO");
      assertThat(imap.imap("LOGIN alice@example.com Wisteria-Lane-4")).startsWith("OK");
      assertThat(imap.imap("SELECT #mail." + ROOM + ".INBOX")).doesNotStartWith("OK");
      assertThat(imap.imap("CREATE #mail." + ROOM + ".Mine")).doesNotStartWith("OK");
    }
  }

  @Test
  void theMasterUserReadsEveryMailbox() throws IOException {
    deliver("room@example.com");
    assertThat(read("room@example.com*exporter", "master-secret")).endsWith(delivered());
    assertThat(read(ROOM + "*exporter", "master-secret")).endsWith(delivered());
    try (TalkingClient imap = new TalkingClient(server.imapPort())) {
      assertThat(imap.imap("LOGIN " + quoted(ROOM + "*exporter") + " wrong")).startsWith("NO");
      assertThat(imap.imap("LOGIN " + quoted("nobody*exporter") + " master-secret"))
          .startsWith("NO");
    }
  }

  @Test
  void foldersAndWhatIsInThemSurvive() throws IOException {
    deliver("alice@example.com");
    deliver("alice@example.com");
    try (TalkingClient imap = new TalkingClient(server.imapPort())) {
      imap.imap("LOGIN alice@example.com Wisteria-Lane-4");
      assertThat(imap.imap("CREATE Old.2025")).startsWith("OK");
      imap.imap("SELECT INBOX");
      assertThat(imap.imap("COPY 1 Old.2025")).startsWith("OK");
      assertThat(imap.imap("STORE 1 +FLAGS (\\Deleted)")).startsWith("OK");
      assertThat(imap.imap("EXPUNGE")).startsWith("OK");
      assertThat(imap.imap("RENAME Old.2025 Old.2026")).startsWith("OK");
    }
    server.close();
    start();
    try (TalkingClient imap = new TalkingClient(server.imapPort())) {
      imap.imap("LOGIN alice@example.com Wisteria-Lane-4");
      assertThat(imap.imap("SELECT Old.2025")).startsWith("NO");
      assertThat(imap.imap("SELECT Old.2026")).startsWith("OK");
      assertThat(imap.message(1)).endsWith(delivered());
      assertThat(imap.imap("SELECT INBOX")).startsWith("OK");
      assertThat(imap.message(1)).endsWith(delivered());
      assertThat(imap.imap("SEARCH ALL")).startsWith("OK");
      assertThat(imap.imap("DELETE Old.2026")).startsWith("OK");
    }
  }

  private void deliver(String recipient) throws IOException {
    try (TalkingClient smtp = new TalkingClient(server.smtpPort())) {
      assertThat(smtp.deliver(MESSAGE, recipient)).startsWith("250");
    }
  }

  private byte[] read(String login, String password) throws IOException {
    try (TalkingClient imap = new TalkingClient(server.imapPort())) {
      assertThat(imap.imap("LOGIN " + quoted(login) + " " + password)).startsWith("OK");
      assertThat(imap.imap("SELECT INBOX")).startsWith("OK");
      return imap.message(1);
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** SMTP doubles a dot at the beginning of a line, and every message ends with a line. */
  private static byte[] delivered() {
    String message = new String(MESSAGE, ISO_8859_1) + "\r\n";
    return message.replace("\n..", "\n.").getBytes(ISO_8859_1);
  }

  private static final class TwoMailboxes implements Directory {
    @Override
    public Optional<Mailbox> mailboxAt(String address) {
      return switch (address) {
        case "alice@example.com", "a.alias@example.com" -> Optional.of(new Mailbox(ALICE));
        case "room@example.com" -> Optional.of(new Mailbox(ROOM));
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<Mailbox> mailboxCalled(String name) {
      return name.equals(ROOM) ? Optional.of(new Mailbox(ROOM)) : mailboxAt(name);
    }

    @Override
    public Optional<Mailbox> logIn(String name, String password) {
      return password.equals("Wisteria-Lane-4") && name.startsWith("alice")
          ? Optional.of(new Mailbox(ALICE))
          : Optional.empty();
    }
  }
}
