package org.postroom.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * The load of the fault suite on an installation in containers while a command replaces them: every
 * call is answered, and nothing is lost. By hand: {@code deploy/compose/check} starts what it
 * needs.
 */
class ReplacementsIT {
  private static final int PLACES = 3;
  private static final int WARM = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final History history = new History();
  private final Ledger organizations = new Ledger();

  @Test
  void nobodyNoticesWhatIsReplaced() throws IOException, InterruptedException {
    Duration think = Duration.ofMillis(Integer.getInteger("postroom.faults.think", 60));
    try (ContainerSystem system = new ContainerSystem();
        WorkMailClient client = system.client()) {
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        places.add(system.place(i, client));
      }
      places.forEach(
          place -> place.ledger().acknowledged(Write.nothing("set-up").put("dmarc", "true")));
      Load load = new Load(system, places, organizations, history, new Random(), think);
      try (load) {
        Awaitility.await("the load is under way")
            .atMost(PATIENCE)
            .until(() -> history.acknowledged() >= WARM);
        replace();
      }
      Verdict verdict = new Verdict(system, history);
      verdict.report(
          "calls without an answer",
          history.calls(call -> call.outcome() == History.End.UNANSWERED).stream()
              .map(History.Call::toString)
              .toList());
      verdict.compare(client, places, organizations, load.contest());
      System.err.println("ReplacementsIT: calls " + history.outcomes());
      assertThat(verdict.wrong()).isEmpty();
    }
  }

  private static void replace() throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder("/bin/sh", "-c", System.getProperty("postroom.load.command"))
            .inheritIO()
            .start();
    assertThat(command.waitFor(30, TimeUnit.MINUTES)).as("the command has ended").isTrue();
    assertThat(command.exitValue()).isZero();
  }
}
