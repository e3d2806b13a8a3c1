package org.postroom.export.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.OpenMailbox;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.ScriptedImap;
import org.postroom.export.testing.ScriptedImap.Messages;
import org.postroom.export.testing.Settings;
import org.postroom.transport.testing.TestIdentity;

class ImapLoginTest {
  private static final List<Messages> FOLDERS = List.of(new Messages("INBOX", List.of()));

  @TempDir Path directory;
  private ScriptedImap server;

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Settings serving(ServerSocketFactory sockets) throws IOException {
    server = new ScriptedImap(FOLDERS, sockets);
    return new Settings(directory).imap(server).set("imap.host", "localhost");
  }

  private void assertOpens(Settings settings) throws IOException {
    try (OpenMailbox mailbox = open(settings)) {
      assertThat(mailbox.folders()).hasSize(1);
    }
  }

  private static OpenMailbox open(Settings settings) throws IOException {
    return new ImapMailboxSource(settings.config())
        .open(ExportBench.ORDER.organizationId(), ExportBench.ORDER.mailbox());
  }

  private static void assertRefuses(Settings settings, String reason, boolean worthRetrying) {
    assertThatThrownBy(() -> open(settings).close())
        .isInstanceOfSatisfying(
            ExportBroken.class,
            e -> assertThat(e.failure().isWorthRetrying()).isEqualTo(worthRetrying))
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls", "starttls"})
  void onlyATrustedServerOfTheRightNameIsSpokenTo(String security) throws Exception {
    TestIdentity right = TestIdentity.ofHost("localhost", directory);
    Settings settings;
    if (security.equals("tls")) {
      settings = serving(right.context().getServerSocketFactory());
    } else {
      settings = serving(ServerSocketFactory.getDefault());
      server.startTls(right.context());
    }
    settings.set("imap.security", security);
    assertRefuses(settings, "shows no certificate that is trusted", false);

    String pem =
        TestIdentity.write(directory.resolve("trusted.pem"), right.certificate()).toString();
    settings.set("imap.trusted-certificates", pem);
    assertOpens(settings);
    settings.set("imap.login", "master-user");
    assertOpens(settings);

    settings.set("imap.host", "127.0.0.1");
    assertRefuses(settings, "shows no certificate that is trusted", false);
  }

  @Test
  void aServerWithoutStartTlsIsNotSpokenTo() throws Exception {
    assertRefuses(
        serving(ServerSocketFactory.getDefault()).set("imap.security", "starttls"),
        "does not start TLS",
        false);
  }

  @Test
  void aPasswordIsNotSentWhereLoginIsDisabled() throws Exception {
    TestIdentity certificate = TestIdentity.ofHost("localhost", directory);
    Settings settings = serving(ServerSocketFactory.getDefault()).set("imap.login", "master-user");
    server.startTls(certificate.context());
    assertRefuses(settings, "lets nobody log in over this connection", false);
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    Settings settings = serving(ServerSocketFactory.getDefault());
    assertRefuses(
        settings.set("imap.host", "no-such-host.invalid"),
        "no-such-host.invalid is not known",
        true);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertRefuses(
        settings.set("imap.host", "127.0.0.1").set("imap.port", Integer.toString(port)),
        "127.0.0.1:" + port + " takes no connections",
        true);
  }

  @Test
  void anOrganizationMayHaveAServerOfItsOwn() throws Exception {
    Settings settings = serving(ServerSocketFactory.getDefault());
    Path file =
        Settings.write(
            directory,
            "organizations.json",
            ("{\"%s\":{\"host\":\"127.0.0.1\",\"port\":%d,\"login\":\"master-user\","
                    + "\"master-user\":\"own\",\"master-password-file\":\"%s\"}}")
                .formatted(
                    ExportBench.ORDER.organizationId(),
                    server.port(),
                    directory.resolve("master-password")));
    assertOpens(
        settings
            .set("imap.host", "no-such-host.invalid")
            .set("imap.organizations-file", file.toString()));
    Settings.write(directory, "organizations.json", "{\"another\":{}}");
    assertRefuses(settings, "no-such-host.invalid is not known", true);
    Settings.write(directory, "organizations.json", "nothing");
    assertRefuses(settings, "organizations-file", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"%s\":{\"host\":\"127.0.0.1\",\"master-user\":\"own\"}}",
        "{\"%s\":{\"host\":\"127.0.0.1\",\"master-password-file\":\"own\"}}"
      })
  void anothersServerDoesNotGetTheMasterPassword(String organizations) throws Exception {
    Settings settings = serving(ServerSocketFactory.getDefault());
    Path file =
        Settings.write(
            directory,
            "organizations.json",
            organizations.formatted(ExportBench.ORDER.organizationId()));
    assertRefuses(
        settings.set("imap.organizations-file", file.toString()),
        "a host of its own but no master-",
        false);
  }

  @Test
  void mailboxesAreNamedAfterNamesOnlyWhereNobodyElsesAre() throws Exception {
    Settings settings = serving(ServerSocketFactory.getDefault()).set("imap.mailbox-name", "name");
    assertRefuses(settings, "Two organizations may have users of one name", false);
    Path file =
        Settings.write(
            directory,
            "organizations.json",
            "{\"%s\":{}}".formatted(ExportBench.ORDER.organizationId()));
    assertOpens(settings.set("imap.organizations-file", file.toString()));
  }

  @Test
  void aHandshakeThatFailsForNoCertificateIsWorthAnotherTry() throws Exception {
    Settings settings = serving(ServerSocketFactory.getDefault()).set("imap.security", "tls");
    assertRefuses(settings, "does not agree on TLS", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject: secret\r\n", "* BYE secret\r\n", "* LIST secret\r\n"})
  void whatAServerSaysUnaskedIsNotQuoted(String said) throws Exception {
    Settings settings = serving(ServerSocketFactory.getDefault());
    server.answerList(said);
    try (OpenMailbox mailbox = open(settings)) {
      assertThatThrownBy(mailbox::folders)
          .isInstanceOf(ExportBroken.class)
          .hasMessageStartingWith("The mail server localhost")
          .extracting(Throwable::getMessage)
          .asString()
          .doesNotContainIgnoringCase("secret")
          .doesNotContain("Subject");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INBOX, INBOX",
    "R&AOk-sum&AOk-s, R\u00e9sum\u00e9s",
    "&ZeVnLIqe-, \u65e5\u672c\u8a9e",
    "a &- b, a & b",
    "&broken, &broken",
    "&!!!-, &!!!-",
    "\u00c3\u00bc, \u00fc",
    "\u00ff, \u00ff"
  })
  void folderNamesAreDecoded(String raw, String name) {
    assertThat(ModifiedUtf7.decode(raw)).isEqualTo(name);
  }
}
