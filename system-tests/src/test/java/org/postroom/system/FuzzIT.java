package org.postroom.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.ErrorCode.Origin;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.validation.FuzzedRequests;
import org.postroom.local.AccessKey;

/**
 * Valid and nearly valid requests of every operation, signed, against everything running: each is
 * answered by its operation's response or by an error that it declares or that all have; no answer
 * tells of the program's inside, no log of a secret.
 *
 * <p>{@code -Dpostroom.fuzz.inputs=100000} runs longer, {@code -Dpostroom.fuzz.seed} repeats the
 * requests of a run, save for ids that the system makes.
 */
@OnSystemAlone
class FuzzIT {
  private static final Logger LOG = Logger.getLogger(FuzzIT.class.getName());
  private static final int INPUTS = Integer.getInteger("postroom.fuzz.inputs", 5_000);
  private static final long SEED = Long.getLong("postroom.fuzz.seed", System.nanoTime());
  private static final int CLIENTS = 8;
  private static final int MOST_FINDINGS = 40;
  private static final int MOST_SHOWN = 600;
  private static final String ACCOUNT = "555555555555";

  /** Only what the caller himself has sent may look like it, and nothing generated does. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\.java:\\d+|\\b(org|io|java|jakarta|com)\\.[a-z]+\\.[\\w.]*[A-Z]\\w+|Caused by"
              + "|\\bSELECT\\b|\\bINSERT\\b|ERROR:");

  private final Queue<String> findings = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  @Test
  void anyRequestIsAnsweredAsItsOperationSays(RunningSystem.System system) throws Exception {
    LOG.info("Requests are generated: postroom.fuzz.seed=" + SEED + " inputs=" + INPUTS);
    AccessKey key = system.newKey("AKIAFUZZER0000000000", ACCOUNT);
    FuzzedWorld world = new FuzzedWorld(system, system.client(key), ACCOUNT);
    SignedCall call = system.signedCall(key);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      IntStream.range(0, CLIENTS).forEach(client -> work.add(() -> run(client, call, world)));
      for (Future<Void> each : clients.invokeAll(work)) {
        each.get();
      }
    } finally {
      clients.shutdownNow();
    }

    LOG.info("Answers: " + new TreeMap<>(outcomes));
    assertThat(findings).as("postroom.fuzz.seed=" + SEED).isEmpty();
    assertThat(outcomes.get("200").sum()).as("requests that were granted").isPositive();
    assertThat(logsHolding(system.installation().data().logs(), FuzzedRequests.SECRET_MARKER))
        .as("logs that hold a secret, postroom.fuzz.seed=" + SEED)
        .isEmpty();
  }

  private Void run(int client, SignedCall call, FuzzedWorld world) {
    Random random = new Random(SEED + client);
    FuzzedRequests requests = new FuzzedRequests(random, world);
    List<Operation<?, ?>> operations = new ArrayList<>(OperationTable.all());
    for (int i = 0; i < INPUTS / CLIENTS && findings.size() < MOST_FINDINGS; i++) {
      if (i % operations.size() == 0) {
        Collections.shuffle(operations, random);
      }
      Operation<?, ?> operation = operations.get(i % operations.size());
      String body = requests.next(operation);
      try {
        SignedCall.Answer answer = call.send(operation.name(), body.getBytes(UTF_8));
        judge(operation, body, answer);
        if (answer.status() == 200) {
          world.learn(operation, answer.body());
        }
      } catch (UncheckedIOException e) {
        found("no answer: " + e.getMessage(), operation, body, "");
      }
    }
    return null;
  }

  private void judge(Operation<?, ?> operation, String body, SignedCall.Answer answer) {
    String text = answer.body().toString();
    String type = answer.body().path("__type").asText("200");
    outcomes.computeIfAbsent(type, name -> new LongAdder()).increment();
    if (answer.status() == 200) {
      if (!isResponse(operation, text)) {
        found("is no response of its operation", operation, body, text);
      }
    } else if (answer.status() != 400) {
      found("status " + answer.status(), operation, body, text);
    } else if (!isAllowed(operation, type)) {
      found("an error it does not declare", operation, body, text);
    } else if (INSIDE.matcher(text).find()) {
      found("tells of the inside", operation, body, text);
    } else if (text.contains(FuzzedRequests.SECRET_MARKER)) {
      found("tells a secret", operation, body, text);
    }
  }

  private static boolean isResponse(Operation<?, ?> operation, String text) {
    try {
      return Json.mapper().readValue(text, operation.responseType()) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isAllowed(Operation<?, ?> operation, String type) {
    return ErrorCode.find(type)
        .filter(code -> code.origin() == Origin.PROTOCOL || operation.declares(code))
        .filter(code -> code != ErrorCode.VALIDATION || !declaresInvalidParameter(operation))
        .isPresent();
  }

  private static boolean declaresInvalidParameter(Operation<?, ?> operation) {
    return operation.declares(ErrorCode.INVALID_PARAMETER);
  }

  private void found(String what, Operation<?, ?> operation, String body, String answer) {
    findings.add(
        what + ": " + operation + ' ' + shorten(body) + " was answered by " + shorten(answer));
  }

  private static String shorten(String text) {
    return text.length() <= MOST_SHOWN
        ? text
        : text.substring(0, MOST_SHOWN) + "…(" + text.length() + ')';
  }

  private static List<Path> logsHolding(Path directory, String text) throws IOException {
    List<Path> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
          if (lines.anyMatch(line -> line.contains(text))) {
            holding.add(file);
          }
        }
      }
    }
    return holding;
  }
}
