package org.postroom.export.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.export.testing.ExportBench.DIGEST;
import static org.postroom.export.testing.ExportBench.ORDER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.ExportBench.Watch;
import org.postroom.export.testing.ReadExport;
import org.postroom.export.testing.ScriptedImap.Folder;
import org.postroom.export.testing.ScriptedImap.Messages;
import org.postroom.export.testing.ScriptedS3;
import org.postroom.export.testing.Settings;

class StreamedExportsTest extends ScriptedServersTest {
  private static final byte[] INVITATION =
      ("Subject: meet\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
              + "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
              + "--b\r\nContent-Type: Text/Calendar; method=REQUEST\r\n"
              + "Content-Transfer-Encoding: base64\r\n\r\n"
              + "QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=\r\n--b--\r\n")
          .getBytes(ISO_8859_1);

  @Test
  void everyMessageComesOutAsItWasDelivered() throws Exception {
    byte[] large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    byte[] duplicate = text("Message-ID: <same@example.com>\r\n\r\nx\r\n");
    List<byte[]> inbox =
        List.of(
            text("Subject: a\r\n\r\nhello\r\n"),
            text("not MIME at all \0 with NUL and \u00e4\u00ff"),
            new byte[0],
            INVITATION,
            duplicate,
            duplicate,
            text("Content-Type: multipart/mixed; boundary=\"\r\n\r\n--\r\n/calendar"),
            large);
    Settings settings =
        serving(new Messages("INBOX", inbox), new Messages("Archive/&ZeVnLIqe-", List.of(large)));
    for (String compression : List.of("stored", "deflated")) {
      ExportSummary summary = ExportBench.run(settings.set("compression", compression).config());

      ReadExport export = ExportBench.read(store);
      for (int i = 0; i < inbox.size(); i++) {
        assertThat(export.files().get("INBOX/" + (i + 1) + ".eml")).isEqualTo(inbox.get(i));
      }
      assertThat(export.files().get("Archive/\u65e5\u672c\u8a9e/1.eml")).isEqualTo(large);
      assertThat(new String(export.files().get("INBOX/4.ics"), UTF_8))
          .isEqualTo("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
      assertThat(export.files()).hasSize(inbox.size() + 2);
      assertThat(summary.messages()).isEqualTo(inbox.size() + 1);
      assertThat(summary.bytes())
          .isEqualTo(inbox.stream().mapToLong(m -> m.length).sum() + large.length);
      assertThat(summary.folders()).isEqualTo(2);
      assertThat(summary.leftOut()).isZero();
      assertThat(summary.sha384()).isEqualTo(sha384(Files.readAllBytes(ExportBench.zip(store))));
      assertThat(store.objects().get(DIGEST)).hasContent(summary.sha384() + "  job-1.zip\n");
      assertThat(store.openUploads()).isZero();
    }
  }

  private static String sha384(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-384").digest(bytes));
  }

  @Test
  void theManifestTellsWhatIsInTheArchive() throws Exception {
    ExportSummary summary =
        ExportBench.run(serving(new Messages("INBOX", List.of(INVITATION))).config());

    JsonNode manifest = ExportBench.read(store).manifest();
    assertThat(manifest.path("jobId").asText()).isEqualTo("job-1");
    assertThat(manifest.path("mailbox").path("email").asText()).isEqualTo("alice@example.com");
    assertThat(manifest.path("totalMessages").asLong()).isEqualTo(1);
    assertThat(manifest.path("totalBytes").asLong()).isEqualTo(INVITATION.length);
    assertThat(manifest.path("totalFolders").asLong()).isEqualTo(1);
    assertThat(manifest.path("totalNonExportableItems").asLong()).isZero();
    assertThat(manifest.path("startTime").asText()).isEqualTo(summary.startedAt().toString());
    assertThat(manifest.path("endTime").asText()).isEqualTo(summary.endedAt().toString());
    JsonNode item = manifest.path("items").path(0);
    assertThat(item.path("path").asText()).isEqualTo("INBOX/1.eml");
    assertThat(item.path("received").asText()).isEqualTo("2021-02-01T02:04:05Z");
    assertThat(item.path("sha384Hash").asText()).isEqualTo(sha384(INVITATION));
    assertThat(item.path("calendarParts").path(0).path("path").asText()).isEqualTo("INBOX/1.ics");
  }

  @Test
  void foldersWithHostileNamesAreTamedAndKeepTheirNamesInTheManifest() throws Exception {
    byte[] message = text("x");
    List<String> names =
        List.of(
            "../x",
            "a:b",
            "a?b",
            "A?B",
            "CON",
            "x".repeat(300),
            "1.eml",
            "manifest.json",
            "tail. ");
    List<Folder> folders = new ArrayList<>();
    names.forEach(name -> folders.add(new Messages(name, List.of(message))));
    ExportBench.run(serving(folders.toArray(new Folder[0])).config());

    ReadExport export = ExportBench.read(store);
    assertThat(export.files().keySet())
        .containsExactlyInAnyOrder(
            "_/x/1.eml",
            "a_b/1.eml",
            "a_b (2)/1.eml",
            "A_B (3)/1.eml",
            "_CON/1.eml",
            "x".repeat(60) + "/1.eml",
            "_1.eml/1.eml",
            "manifest.json (2)/1.eml",
            "tail/1.eml");
    assertThat(export.manifest().path("folders").findValuesAsText("name"))
        .containsExactlyElementsOf(names);
  }

  @Test
  void whatIsDeletedOrDamagedIsLeftOutAndNamed() throws Exception {
    Settings settings =
        serving(new Messages("INBOX", List.of(text("a"), text("b"), text("c"), text("d"))));
    server.deleteMeanwhile(2).refuse(3);
    ExportSummary summary = ExportBench.run(settings.config());

    assertThat(summary.messages()).isEqualTo(2);
    assertThat(summary.leftOut()).isEqualTo(2);
    ReadExport export = ExportBench.read(store);
    assertThat(export.files().keySet()).containsExactly("INBOX/1.eml", "INBOX/4.eml");
    JsonNode leftOut = export.manifest().path("nonExportableItems");
    assertThat(leftOut.findValuesAsText("uid")).containsExactlyInAnyOrder("2", "3");
    assertThat(leftOut.findValuesAsText("reason").toString())
        .contains("deleted while the export ran", "a message is damaged");
  }

  @Test
  void whatTheServerListsWithoutSizeOrNotAtAllIsExportedOrNamed() throws Exception {
    Settings settings =
        serving(
            new Messages("INBOX", List.of(text("a"), text("b"), text("c"))),
            new Messages("Archive", List.of(text("d"))));
    server.listWithoutSize(2).listNot(3).answer("UID FETCH 1:* (UID RFC822.SIZE)", "NO enough");
    ExportSummary summary = ExportBench.run(settings.config());

    ReadExport export = ExportBench.read(store);
    assertThat(export.files().keySet())
        .containsExactly("INBOX/1.eml", "INBOX/2.eml", "Archive/1.eml");
    assertThat(summary.bytes()).isEqualTo(3);
    JsonNode leftOut = export.manifest().path("nonExportableItems");
    assertThat(leftOut.findValuesAsText("folder")).containsExactly("INBOX", "Archive");
    assertThat(leftOut.findValuesAsText("reason")).allMatch(why -> why.contains("enough"));
  }

  @Test
  void aFolderNamedLikeTheDelimiterIsExported() throws Exception {
    Settings settings = serving(new Messages("/", List.of(text("a"))));
    server.answerList("* LIST () \"/\" \"/\"\r\n");
    ExportBench.run(settings.config());
    assertThat(ExportBench.read(store).files().keySet()).containsExactly("_/1.eml");
  }

  @Test
  void aCalendarPartThatIsTooLargeIsInTheMessageAloneAndCounted() throws Exception {
    String part = "--b\r\nContent-Type: text/calendar\r\n\r\n";
    byte[] message =
        text(
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + part
                + "X:small\r\n"
                + part
                + "X:large\r\n".repeat(200_000)
                + "--b--\r\n");
    ExportBench.run(serving(new Messages("INBOX", List.of(message))).config());

    ReadExport export = ExportBench.read(store);
    assertThat(export.files()).containsOnlyKeys("INBOX/1.eml", "INBOX/1.ics");
    assertThat(export.files().get("INBOX/1.eml")).isEqualTo(message);
    JsonNode item = export.manifest().path("items").path(0);
    assertThat(item.path("calendarPartsLeftOut").asInt()).isEqualTo(1);
    assertThat(item.path("calendarParts")).hasSize(1);
  }

  @Test
  void aFolderThatCannotBeReadIsLeftOutAndNamed() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"))));
    server.answerList(
        "* LIST (\\Noselect \\HasChildren) NIL shared\r\n"
            + "* LIST () \"/\" INBOX\r\n* LIST () \"/\" \"Gone\"\r\n");
    ExportBench.run(settings.config());

    ReadExport export = ExportBench.read(store);
    assertThat(export.files().keySet()).containsExactly("INBOX/1.eml");
    assertThat(export.manifest().path("nonExportableItems").findValuesAsText("folder"))
        .containsExactly("Gone");
  }

  @Test
  void progressRisesToTheEnd() throws Exception {
    Watch watch = new Watch();
    ExportBench.exports(serving(new Messages("INBOX", List.of(new byte[9 << 20]))).config())
        .run(ORDER, watch);

    assertThat(watch.done()).isSorted().endsWith(9L << 20);
    assertThat(watch.total()).isEqualTo(9 << 20);
  }

  @Test
  void theStoreIsToldOfTheKeyAndOfWhoWrites() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of()));
    ExportBench.run(settings.config());
    Map<String, String> created = headers("CreateMultipartUpload");
    assertThat(created.get("x-amz-server-side-encryption")).isEqualTo("aws:kms");
    assertThat(created.get("x-amz-server-side-encryption-aws-kms-key-id"))
        .isEqualTo(ORDER.target().kmsKeyArn());
    assertThat(created.get("authorization")).contains("Credential=ofrole/");
    assertThat(headers("PutObject").get("x-amz-server-side-encryption")).isEqualTo("aws:kms");

    try (ScriptedS3 another = new ScriptedS3(directory)) {
      store.close();
      store = another;
      ExportBench.run(settings.s3(another).set("s3.kms-key", "bare-id").config());
      assertThat(
              headers("CreateMultipartUpload").get("x-amz-server-side-encryption-aws-kms-key-id"))
          .isEqualTo("11111111-2222-3333-4444-555555555555");
    }
  }

  private Map<String, String> headers(String call) {
    return store.calls().stream()
        .filter(c -> c.name().equals(call))
        .findFirst()
        .orElseThrow()
        .headers();
  }

  @Test
  void twentyThousandMessagesPass() throws Exception {
    ExportSummary summary = ExportBench.run(serving(new Small(20_000)).config());

    assertThat(summary.messages()).isEqualTo(20_000);
    ReadExport export = ExportBench.read(store);
    assertThat(export.files()).hasSize(20_000);
    export
        .files()
        .forEach(
            (path, bytes) ->
                assertThat(path).isEqualTo("INBOX/" + new String(bytes, UTF_8) + ".eml"));
    assertThat(export.manifest().path("items")).hasSize(20_000);
  }

  /** Each message is its number. */
  private record Small(int count) implements Folder {
    @Override
    public String name() {
      return "INBOX";
    }

    @Override
    public long bytes(int uid) {
      return Integer.toString(uid).length();
    }

    @Override
    public void write(int uid, OutputStream out) throws IOException {
      out.write(text(Integer.toString(uid)));
    }
  }
}
