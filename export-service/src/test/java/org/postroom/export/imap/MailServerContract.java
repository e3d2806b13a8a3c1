package org.postroom.export.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.export.ExportConfig;
import org.postroom.export.imap.ImapConnection.Reply;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportSummary;
import org.postroom.export.run.MailFolder;
import org.postroom.export.run.OpenMailbox;
import org.postroom.export.run.OpenMailbox.MessageSink;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.ReadExport;
import org.postroom.export.testing.ScriptedS3;
import org.postroom.export.testing.Settings;

/** What holds whatever IMAP server a mailbox is on. */
abstract class MailServerContract {
  private static final String INBOX = "INBOX";

  @TempDir Path directory;
  private ImapConnection connection;

  /** The running server's; the master user's password is {@code pass}. */
  abstract Settings settings() throws Exception;

  /** What stands between the names of nested folders. */
  abstract char delimiter();

  /** A connection that writes into the mailbox. */
  private ImapConnection user(ExportConfig config) throws IOException {
    if (connection == null) {
      ImapSettings settings = new ImapSettingsSource(config.imap()).of("m-1");
      connection = ImapConnection.open(settings);
      ImapMailboxSource.logIn(connection, settings, ExportBench.ORDER.mailbox().email());
    }
    return connection;
  }

  @AfterEach
  void disconnect() {
    if (connection != null) {
      connection.close();
    }
  }

  void run(ExportConfig config, String command, String... strings) throws IOException {
    Reply reply = user(config).run((number, keyword, reader) -> {}, command, strings);
    assertThat(reply.isOk()).as(command + ": " + reply).isTrue();
  }

  static String mail(String subject, String body) {
    return "Subject: " + subject + "\r\nFrom: a@example.com\r\n\r\n" + body + "\r\n";
  }

  @Test
  void everyMessageOfEveryFolderComesOutAsItWasDelivered() throws Exception {
    ExportConfig config = settings().config();
    Map<String, String> delivered = new LinkedHashMap<>();
    Random random = new Random(4);
    StringBuilder large = new StringBuilder();
    for (int i = 0; i < 120_000; i++) {
      large.append(Long.toHexString(random.nextLong())).append("\r\n");
    }
    for (String folder :
        List.of("Archive", "Archive/2020", "Archive/2020/&ZeVnLIqe-", "R&AOk-sum&AOk-s")) {
      run(config, "CREATE", folder.replace('/', delimiter()));
    }
    delivered.put("INBOX/1.eml", mail("one", "hello"));
    delivered.put("INBOX/2.eml", mail("two", "hello"));
    delivered.put("INBOX/3.eml", mail("two", "hello"));
    delivered.put("Archive/1.eml", mail("large", large.toString()));
    delivered.put("Archive/2020/1.eml", mail("8 bits", "gr\u00fc\u00df \u00ff\u0080"));
    delivered.put(
        "Archive/2020/\u65e5\u672c\u8a9e/1.eml",
        "Content-Type: multipart/mixed; boundary=\"x\r\nno header at all\r\n\r\n--x\r\n\r\n--x\r\n");
    delivered.put("R\u00e9sum\u00e9s/1.eml", mail("", ""));
    Map<String, String> raw =
        Map.of(
            "Archive/2020/\u65e5\u672c\u8a9e",
            "Archive/2020/&ZeVnLIqe-",
            "R\u00e9sum\u00e9s",
            "R&AOk-sum&AOk-s");
    for (Map.Entry<String, String> mail : delivered.entrySet()) {
      String folder = mail.getKey().substring(0, mail.getKey().lastIndexOf('/'));
      run(
          config,
          "APPEND",
          raw.getOrDefault(folder, folder).replace('/', delimiter()),
          mail.getValue());
    }

    try (ScriptedS3 store = new ScriptedS3(directory)) {
      ExportSummary summary = ExportBench.run(settings().s3(store).config());
      ReadExport export = ExportBench.read(store);
      Map<String, String> exported = new LinkedHashMap<>();
      export.files().forEach((path, bytes) -> exported.put(path, new String(bytes, ISO_8859_1)));
      assertThat(exported.keySet()).containsExactlyInAnyOrderElementsOf(delivered.keySet());
      delivered.forEach(
          (path, mail) -> assertThat(exported.get(path).equals(mail)).as(path).isTrue());
      assertThat(summary.leftOut()).isZero();
    }
  }

  @Test
  void whatIsDeletedMeanwhileIsToldAndWhatArrivesIsNot() throws Exception {
    ExportConfig config = settings().config();
    for (int i = 1; i <= 700; i++) {
      run(config, "APPEND", INBOX, mail("m" + i, "x"));
    }
    run(config, "SELECT", INBOX);
    List<Long> read = new ArrayList<>();
    List<Long> leftOut = new ArrayList<>();
    try (OpenMailbox mailbox =
        new ImapMailboxSource(config).open("m-1", ExportBench.ORDER.mailbox())) {
      MailFolder inbox =
          mailbox.folders().stream().filter(f -> f.name().equals(INBOX)).findFirst().orElseThrow();
      assertThat(mailbox.bytes(inbox)).isPositive();
      mailbox.read(
          inbox,
          new MessageSink() {
            @Override
            public void message(long uid, long bytes, Instant received, InputStream content)
                throws IOException {
              read.add(uid);
              assertThat(received).isNotNull();
              assertThat(new String(content.readAllBytes(), ISO_8859_1))
                  .isEqualTo(mail("m" + uid, "x"))
                  .hasSize((int) bytes);
              if (uid == 1) {
                run(config, "UID STORE 2,650 +FLAGS (\\Deleted)");
                run(config, "EXPUNGE");
                run(config, "APPEND", INBOX, mail("m701", "x"));
              }
            }

            @Override
            public void leftOut(long uid, String why) {
              leftOut.add(uid);
              assertThat(why).contains("deleted while the export ran");
            }
          });
    }
    assertThat(leftOut).contains(650L).isSubsetOf(2L, 650L);
    assertThat(read).doesNotHaveDuplicates().hasSize(700 - leftOut.size());
    assertThat(read).contains(700L).doesNotContain(701L).doesNotContainAnyElementsOf(leftOut);
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    Settings settings = settings();
    Settings.write(directory, "master-password", "wrong");
    assertThatThrownBy(
            () ->
                new ImapMailboxSource(settings.config())
                    .open("m-1", ExportBench.ORDER.mailbox())
                    .close())
        .isInstanceOfSatisfying(
            ExportBroken.class, e -> assertThat(e.failure().isWorthRetrying()).isFalse())
        .hasMessageContaining("does not let the master user master into the mailbox alice@");
  }
}
