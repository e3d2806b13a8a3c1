package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;
import org.postroom.kit.toy.ToyOperations.MisbehaveRequest;

/** What is rehearsed leaves nothing, and a rehearsal that fails keeps no service from starting. */
@QuarkusTest
class RehearsalTest extends RigTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void nothingStaysOfWhatIsRehearsed() {
    Rig.Plan plan = new Rig.Plan();
    plan.warmUp = new PathWarmUp(1, 3, List.of(misbehaving("catch-up"), this::counting));
    Rig.Instance instance = rig.startReady(plan);
    assertThat(asked).containsExactly("catch-up 0", "catch-up 1", "catch-up 2", "0", "1", "2");
    assertThat(instance.state().isReady()).isTrue();
    for (String table : List.of("counter", "inbox", "outbox", "event_sequence")) {
      assertThat(
              rig.rows(
                  "select organization_id from " + table + " where organization_id like $1",
                  "m-0000000000000000%"))
          .as(table)
          .isEmpty();
    }
  }

  @Test
  void aRehearsalThatFailsEndsAndTheNextGoesOn() {
    Rig.Plan plan = new Rig.Plan();
    plan.warmUp =
        new PathWarmUp(
            0, 2, List.of(misbehaving("throw"), misbehaving("sql-error"), this::counting));
    rig.startReady(plan);
    assertThat(asked).containsExactly("throw 0", "sql-error 0", "0", "1");
  }

  private List<CommandEnvelope> counting(String organizationId, String round) {
    asked.add(round);
    return List.of(
        RehearsedCommands.call(
            ToyOperations.COUNT, organizationId, round, new CountRequest(organizationId, 1)));
  }

  private RehearsedCommands misbehaving(String how) {
    return (organizationId, round) -> {
      asked.add(how + ' ' + round);
      return List.of(
          RehearsedCommands.call(
              ToyOperations.MISBEHAVE,
              organizationId,
              round,
              new MisbehaveRequest(organizationId, how)));
    };
  }
}
