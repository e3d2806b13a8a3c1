package org.postroom.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.export.testing.ExportBench.DIGEST;
import static org.postroom.export.testing.ExportBench.ORDER;
import static org.postroom.export.testing.ExportBench.ZIP;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.ExportBench.Watch;
import org.postroom.export.testing.ReadExport;
import org.postroom.export.testing.ScriptedImap.Messages;
import org.postroom.export.testing.ScriptedS3.Fault;
import org.postroom.export.testing.Settings;

class ExportTroubleTest extends ScriptedServersTest {
  @ParameterizedTest
  @CsvSource({
    "CreateMultipartUpload, 0, 404, NoSuchBucket, There is no bucket exports, false",
    "CreateMultipartUpload, 0, 403, AccessDenied, role/export is not allowed s3:PutObject, false",
    "CreateMultipartUpload, 0, 400, KMS.NotFoundException, kms:GenerateDataKey, false",
    "UploadPart, 1, 403, AccessDenied, is not allowed s3:PutObject, false",
    "UploadPart, 2, 403, ExpiredToken, does not accept the credentials, false",
    "UploadPart, 3, 500, InternalError, refuses s3:PutObject, true",
    "UploadPart, 4, 503, SlowDown, refuses s3:PutObject, true",
    "CompleteMultipartUpload, 0, 403, AccessDenied, is not allowed s3:PutObject, false",
    "PutObject, 0, 403, AccessDenied, is not allowed s3:PutObject, false"
  })
  void anErrorOfTheStoreIsExplainedAndNothingIsLeft(
      String call, int part, int status, String code, String reason, boolean worthRetrying)
      throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(new byte[30 << 20])));
    store.script(
        c ->
            c.name().equals(call) && c.part() == part
                ? Optional.of(new Fault(status, code))
                : Optional.empty());

    assertThatThrownBy(() -> ExportBench.run(settings.config()))
        .isInstanceOfSatisfying(
            ExportFailed.class,
            e -> assertThat(e.isWorthRetrying()).as(e.getMessage()).isEqualTo(worthRetrying))
        .hasMessageContaining(reason);
    assertThat(ExportBench.objects(store)).as("at most a digest").isSubsetOf(Set.of(DIGEST));
    assertThat(store.calls()).noneMatch(c -> c.name().equals("DeleteObject"));
    assertThat(store.openUploads()).isZero();
  }

  @Test
  void aRunThatIsStoppedWhileItCompletesLeavesWhatItsSuccessorCompleted() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"))));
    CountDownLatch late = new CountDownLatch(1);
    Set<String> begun = ConcurrentHashMap.newKeySet();
    store.script(
        c -> {
          if (c.name().equals("CompleteMultipartUpload") && begun.add(c.name())) {
            await(late);
          }
          return Optional.empty();
        });
    Watch watch = new Watch();
    CompletableFuture<Exception> first = running(settings, watch);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !begun.isEmpty());
    ExportSummary second = ExportBench.run(settings.config());
    watch.stop();
    assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(ExportStopped.class);
    Awaitility.await().until(() -> store.openUploads() == 0);
    late.countDown();

    assertThat(store.objects().get(DIGEST)).hasContent(second.sha384() + "  job-1.zip\n");
    assertThat(ExportBench.read(store).files()).containsOnlyKeys("INBOX/1.eml");
    assertThat(store.calls()).noneMatch(c -> c.name().equals("DeleteObject"));
  }

  @Test
  void anUploadThatWasCompletedWithoutAnAnswerIsComplete() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"))));
    store.loseAnswer("CompleteMultipartUpload");
    ExportSummary summary = ExportBench.run(settings.config());

    assertThat(summary.messages()).isEqualTo(1);
    assertThat(store.calls()).anyMatch(c -> c.name().equals("HeadObject"));
    assertThat(ExportBench.read(store).files()).containsOnlyKeys("INBOX/1.eml");
  }

  @Test
  void anUploadThatSomebodyAbortedIsNotTakenForWhatAnotherRunCompleted() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"))));
    ExportBench.run(settings.config());
    store.script(
        c ->
            c.name().equals("CompleteMultipartUpload")
                ? Optional.of(new Fault(404, "NoSuchUpload"))
                : Optional.empty());
    assertThatThrownBy(() -> ExportBench.run(settings.config()))
        .hasMessageContaining("was aborted by somebody else");
  }

  @Test
  void aPartThatFailsOnceIsSentAgain() throws Exception {
    byte[] large = new byte[20 << 20];
    new Random(2).nextBytes(large);
    Settings settings = serving(new Messages("INBOX", List.of(large)));
    Set<Integer> failed = ConcurrentHashMap.newKeySet();
    store.script(
        c ->
            c.name().equals("UploadPart") && failed.add(c.part())
                ? Optional.of(new Fault(503, c.part() == 1 ? null : "SlowDown"))
                : Optional.empty());
    ExportBench.run(settings.config());

    assertThat(ExportBench.read(store).files().get("INBOX/1.eml")).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO [AUTHENTICATIONFAILED] wrong", "NO [UNAVAILABLE] later"})
  void aRefusedLoginIsExplained(String answer) throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of()));
    server.answerLogins(answer);
    assertThatThrownBy(() -> ExportBench.run(settings.config()))
        .isInstanceOfSatisfying(
            ExportFailed.class,
            e -> assertThat(e.isWorthRetrying()).isEqualTo(answer.contains("UNAVAILABLE")))
        .hasMessageContaining("does not let the master user master into the mailbox alice@");
    assertThat(store.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LIST, NO [UNAVAILABLE] later, does not list the folders",
    "EXAMINE, NO [INUSE] later, does not let the folder be read",
    "UID FETCH 1:* (UID RFC822.SIZE), NO [SERVERBUG] later, does not list all of the folder",
    "UID FETCH 2:2, NO [LIMIT] later, does not give it out"
  })
  void aServerInPassingTroubleIsWorthAnotherTry(String command, String answer, String reason)
      throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"), text("b"))));
    server.refuse(2).answer(command, answer);
    assertThatThrownBy(() -> ExportBench.run(settings.config()))
        .isInstanceOfSatisfying(ExportFailed.class, e -> assertThat(e.isWorthRetrying()).isTrue())
        .hasMessageContaining(reason);
  }

  @Test
  void aServerThatGivesNothingAnyMoreIsWorthAnotherTry() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"), text("b"))));
    server.refuse(1).refuse(2);
    assertThatThrownBy(() -> ExportBench.run(settings.config()))
        .isInstanceOfSatisfying(ExportFailed.class, e -> assertThat(e.isWorthRetrying()).isTrue())
        .hasMessageContaining("does not give it out");
  }

  @Test
  void aLostConnectionIsWorthAnotherTry() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"), new byte[9 << 20])));
    server.breakAt(2);
    assertThatThrownBy(() -> ExportBench.run(settings.config()))
        .isInstanceOfSatisfying(ExportFailed.class, e -> assertThat(e.isWorthRetrying()).isTrue())
        .hasMessageContaining("the connection was lost");
    assertThat(store.openUploads()).isZero();
  }

  @Test
  void anExportStopsWhileTheMailServerIsSilent() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(text("a"), text("b".repeat(99)))));
    server.stallAt(2);
    stopWhen(settings, watch -> watch.done().contains(11L));
  }

  @Test
  void anExportStopsWhileTheStoreIsSilent() throws Exception {
    Settings settings = serving(new Messages("INBOX", List.of(new byte[40 << 20])));
    CountDownLatch over = new CountDownLatch(1);
    store.script(
        c -> {
          if (c.name().equals("UploadPart") && c.part() == 2) {
            await(over);
          }
          return Optional.empty();
        });
    stopWhen(settings, watch -> store.calls().stream().anyMatch(c -> c.part() == 2));
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<Exception> running(Settings settings, Watch watch) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            ExportBench.exports(settings.config()).run(ORDER, watch);
            return null;
          } catch (ExportFailed | ExportStopped e) {
            return e;
          }
        });
  }

  private void stopWhen(Settings settings, Predicate<Watch> condition) throws Exception {
    Watch watch = new Watch();
    CompletableFuture<Exception> ended = running(settings, watch);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> condition.test(watch));
    watch.stop();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(ExportStopped.class);
    Awaitility.await().until(() -> store.openUploads() == 0);
    assertThat(store.objects()).isEmpty();
  }

  @Test
  void whatADeadRunLeftIsDiscarded() throws Exception {
    MailboxExports exports =
        ExportBench.exports(serving(new Messages("INBOX", List.of())).config());
    exports.run(ORDER, new Watch());
    store.abandonUpload(ZIP);
    store.abandonUpload(ZIP + "x");

    exports.discard(ORDER, List.of());
    exports.discard(ORDER, List.of());
    assertThat(store.objects()).isEmpty();
    assertThat(store.openUploads()).as("another job's stays").isEqualTo(1);
  }

  @Test
  void whatWasCompleteButNotReportedIsWrittenOnceMore() throws Exception {
    byte[] large = new byte[9 << 20];
    new Random(3).nextBytes(large);
    MailboxExports exports =
        ExportBench.exports(serving(new Messages("INBOX", List.of(text("a"), large))).config());
    Watch first = new Watch();
    exports.run(ORDER, first);

    exports.abort(ORDER, first.uploads());
    assertThat(store.objects()).containsKey(ZIP);
    ExportSummary summary = exports.run(ORDER, new Watch());

    ReadExport export = ExportBench.read(store);
    assertThat(export.files().keySet()).containsExactly("INBOX/1.eml", "INBOX/2.eml");
    assertThat(export.files().get("INBOX/2.eml")).isEqualTo(large);
    assertThat(store.objects().get(DIGEST)).hasContent(summary.sha384() + "  job-1.zip\n");
    assertThat(store.openUploads()).isZero();
  }

  @Test
  void aRoleThatMayOnlyWriteAndAbortAbortsWhatADeadRunUploads() throws Exception {
    MailboxExports exports =
        ExportBench.exports(serving(new Messages("INBOX", List.of(text("a")))).config());
    Watch watch = new Watch();
    exports.run(ORDER, watch);
    String dead = store.abandonUpload(ZIP);
    store.script(
        c ->
            c.name().startsWith("List") || c.name().startsWith("Delete")
                ? Optional.of(new Fault(403, "AccessDenied"))
                : Optional.empty());

    exports.abort(ORDER, List.of(dead));
    exports.abort(ORDER, List.of(dead));
    assertThat(store.openUploads()).isZero();
    assertThat(store.objects()).as("what is complete stays").containsKey(ZIP);
    exports.discard(ORDER, watch.uploads());
    exports.discard(ORDER, List.of());
    assertThat(watch.uploads()).hasSize(1);
  }

  @Test
  void nothingIsSentBeforeTheUploadsIdIsKept() throws Exception {
    MailboxExports exports =
        ExportBench.exports(serving(new Messages("INBOX", List.of(new byte[9 << 20]))).config());
    Watch watch =
        new Watch() {
          @Override
          public void uploading(String uploadId) throws ExportFailed {
            throw ExportFailed.forNow("The database is away", null);
          }
        };
    assertThatThrownBy(() -> exports.run(ORDER, watch)).hasMessage("The database is away");
    assertThat(store.calls()).noneMatch(c -> c.name().equals("UploadPart"));
    assertThat(store.openUploads()).isZero();
  }
}
