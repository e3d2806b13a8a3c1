package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.InstallationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the mailbox export jobs of all organizations that run now. */
@Command(
    name = "exports",
    description = "Shows running mailbox exports: how far they are, how fast, how long still.")
final class ExportsCommand implements Runnable {
  private static final String PATH = "/internal/exports/running";
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int OK = 200;

  /** A screen of its own, as full-screen programs have; and back to what was there before. */
  private static final String OWN_SCREEN = "\033[?1049h";

  private static final String FORMER_SCREEN = "\033[?1049l";
  private static final String FROM_THE_TOP = "\033[H\033[J";

  @Mixin private DataOption data;

  @Option(
      names = "--watch",
      description = "Go on every second until Ctrl-C; without a terminal, line by line.")
  private boolean watch;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    InternalCalls calls = InternalCalls.of(data, BoundedContext.EXPORT);
    PrintWriter out = spec.commandLine().getOut();
    ExportProgress progress = new ExportProgress();
    // ./postroom says whether its output is a terminal; a JVM cannot tell that of itself.
    boolean redraw = watch && Boolean.getBoolean("postroom.terminal");
    if (redraw) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> print(out, FORMER_SCREEN)));
      print(out, OWN_SCREEN);
    }
    String shown = "";
    do {
      String text = watch ? textOrWhyNot(calls, progress) : text(calls, progress);
      if (redraw) {
        print(out, FROM_THE_TOP + text);
      } else if (!text.equals(shown)) {
        print(out, text);
      }
      shown = text;
    } while (watch && pause());
  }

  /** Who watches goes on watching while the service is restarted. */
  private static String textOrWhyNot(InternalCalls calls, ExportProgress progress) {
    try {
      return text(calls, progress);
    } catch (InstallationException e) {
      return e.getMessage() + System.lineSeparator();
    }
  }

  /** What there is to say now. */
  static String text(InternalCalls calls, ExportProgress progress) {
    HttpResponse<String> answer = calls.get(PATH);
    if (answer.statusCode() != OK) {
      throw calls.unexpected(answer);
    }
    List<RunningExport> jobs = Json.read(answer.body().getBytes(UTF_8), Answer.class).jobs();
    List<String> lines =
        jobs.isEmpty()
            ? List.of("No mailbox export is running.")
            : progress.lines(jobs, Clock.systemUTC().instant());
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static void print(PrintWriter out, String text) {
    out.print(text);
    out.flush();
  }

  private static boolean pause() {
    try {
      Thread.sleep(EVERY.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The export service's answer. */
  record Answer(List<RunningExport> jobs) {}
}
