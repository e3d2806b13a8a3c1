package org.postroom.system.faults;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.postroom.system.faults.History.End;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.WorkMailResponse;

/**
 * One client: it calls with the SDK as it comes, retries included, and writes down what it learns.
 * After a call without an answer it waits until somebody answers again, as a script would.
 */
final class Caller {
  private static final int INSIST = 40;
  private static final int BAD_REQUEST = 400;
  private static final Pattern NEVER_REFUSED = Pattern.compile("(?!)");

  private final int number;
  private final WorkMailClient workmail;
  private final Random random;
  private final History history;
  private final BooleanSupplier stopping;

  Caller(
      int number, WorkMailClient workmail, Random random, History history, BooleanSupplier stop) {
    this.number = number;
    this.workmail = workmail;
    this.random = random;
    this.history = history;
    this.stopping = stop;
  }

  int number() {
    return number;
  }

  WorkMailClient workmail() {
    return workmail;
  }

  Random random() {
    return random;
  }

  /**
   * What came of a call.
   *
   * @param response only when it was acknowledged
   * @param error the code of a refusal, or what kept the call from being answered
   * @param message what a refusal says besides; empty otherwise
   */
  record Answer<T>(End end, T response, String error, String message) {
    boolean isAcknowledged() {
      return end == End.ACKNOWLEDGED;
    }
  }

  /** Makes a call and writes it down. */
  <T extends WorkMailResponse> Answer<T> call(
      String operation, String organization, String subject, Supplier<T> call) {
    Instant start = Instant.now();
    Answer<T> answer;
    String requestId;
    try {
      T response = call.get();
      answer = new Answer<>(End.ACKNOWLEDGED, response, "", "");
      requestId = response.responseMetadata().requestId();
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      boolean refused = e.statusCode() == BAD_REQUEST && !e.isThrottlingException();
      answer =
          new Answer<>(
              refused ? End.REFUSED : End.UNANSWERED,
              null,
              code,
              code.isEmpty() ? "" : String.valueOf(e.awsErrorDetails().errorMessage()));
      requestId = e.requestId();
    } catch (SdkException e) {
      answer = new Answer<>(End.UNANSWERED, null, String.valueOf(e.getMessage()), "");
      requestId = null;
    }
    history.add(
        new History.Call(
            number,
            operation,
            organization,
            subject,
            start,
            Instant.now(),
            answer.end(),
            answer.error(),
            requestId));
    return answer;
  }

  /** A write that nothing speaks against: a refusal is a violation. */
  <T extends WorkMailResponse> Answer<T> write(
      Ledger ledger, String organization, Write write, Supplier<T> call) {
    return write(ledger, organization, write, call, response -> null);
  }

  /**
   * As {@link #write(Ledger, String, Write, Supplier)}.
   *
   * @param told what only the answer tells
   */
  <T extends WorkMailResponse> Answer<T> write(
      Ledger ledger, String organization, Write write, Supplier<T> call, Function<T, String> told) {
    Answer<T> answer = call(operationOf(write), organization, write.call(), call);
    settle(ledger, organization, write, answer, told);
    return answer;
  }

  /**
   * A write with a client token, which is sent again and again, with the same token, until there is
   * an answer.
   */
  <T extends WorkMailResponse> Answer<T> insist(
      Ledger ledger, String organization, Write write, Supplier<T> call, Function<T, String> told) {
    return insist(ledger, organization, write, call, told, NEVER_REFUSED);
  }

  /**
   * As {@link #insist(Ledger, String, Write, Supplier, Function)}, for what a limit may stand
   * against.
   *
   * @param limit what a refusal says that is none of a mistake
   */
  <T extends WorkMailResponse> Answer<T> insist(
      Ledger ledger,
      String organization,
      Write write,
      Supplier<T> call,
      Function<T, String> told,
      Pattern limit) {
    Answer<T> answer = call(operationOf(write), organization, write.call(), call);
    for (int i = 0; i < INSIST && answer.end() == End.UNANSWERED && !stopping(); i++) {
      awaitAnswers(organization);
      answer = call(operationOf(write), organization, write.call(), call);
    }
    if (answer.end() != End.REFUSED || !limit.matcher(answer.message()).find()) {
      settle(ledger, organization, write, answer, told);
    }
    return answer;
  }

  private <T extends WorkMailResponse> void settle(
      Ledger ledger, String organization, Write write, Answer<T> answer, Function<T, String> told) {
    switch (answer.end()) {
      case ACKNOWLEDGED -> {
        String value = told.apply(answer.response());
        ledger.acknowledged(value == null ? write : write.told(value));
      }
      case REFUSED ->
          history.violated(
              "client %d: %s of %s was refused with %s (%s) although nothing speaks against it"
                  .formatted(number, write.call(), organization, answer.error(), answer.message()));
      case UNANSWERED -> {
        ledger.unanswered(write);
        awaitAnswers(organization);
      }
    }
  }

  private static String operationOf(Write write) {
    return write.call().substring(0, (write.call() + " ").indexOf(' '));
  }

  /** Waits until reads are answered, or the load ends. */
  private void awaitAnswers(String organization) {
    while (!stopping()) {
      pause(200 + random.nextInt(400));
      if (call("ListOrganizations", organization, "", workmail::listOrganizations)
          .isAcknowledged()) {
        return;
      }
    }
  }

  /** A client token as the SDK would fill it in, which repeats with the seed. */
  String newToken() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  void violated(String what) {
    history.violated("client " + number + ": " + what);
  }

  boolean stopping() {
    return stopping.getAsBoolean();
  }

  /** A client's time to think; not a way to wait for anything. */
  void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
