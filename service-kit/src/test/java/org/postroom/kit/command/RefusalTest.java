package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.TakeNameRequest;

/** A refused command leaves no trace, whatever its handler did. */
@QuarkusTest
class RefusalTest extends RigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "persist-then-refuse",
        "sql-then-refuse",
        "query-then-refuse",
        "alter-then-refuse"
      })
  void aHandlerThatWritesAndThenRefusesHasWrittenNothing(String how) {
    rig.startReady(new Rig.Plan());
    assertThat(insist(count(1)).error()).isNull();
    // In one batch, between commands whose changes are not flushed when it decides.
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      commands.add(client.send(count(1)));
    }
    CommandEnvelope refused = client.send(misbehave(how));
    for (int i = 0; i < 3; i++) {
      commands.add(client.send(count(1)));
    }
    CommandEnvelope again = client.send(client.again(refused));
    assertThat(client.error(again)).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(client.error(refused)).isEqualTo(ErrorCode.ENTITY_STATE);
    commands.forEach(command -> assertThat(client.error(command)).isNull());
    assertCounted(7, 7);
    assertThat(rig.rows("select 1 from dead_letter where organization_id = $1", organization))
        .isEmpty();
  }

  @Test
  void oneOfManyGetsAName() {
    Rig.Instance instance = rig.startReady(new Rig.Plan());
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      commands.add(
          client.send(ToyOperations.TAKE_NAME, new TakeNameRequest(organization, "name-" + i % 4)));
    }
    long taken = commands.stream().filter(command -> client.error(command) == null).count();
    assertThat(taken).isEqualTo(4);
    assertThat(rig.rows("select name from name where organization_id = $1", organization))
        .hasSize(4);
    assertThat(
            instance
                .meters
                .counter("postroom.commands", "operation", "TakeName", "result", "refused")
                .count())
        .isEqualTo(36);
  }

  @Test
  void whatMayBeTriedAgainIsNotStored() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope command = client.send(misbehave("unavailable"));
    assertThat(client.error(command)).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    CommandEnvelope unknown =
        client.send(ToyOperations.NOT_OFFERED, new ToyOperations.Nothing(organization));
    assertThat(client.error(unknown)).isEqualTo(ErrorCode.NOT_OFFERED);
    assertThat(rig.rows("select 1 from inbox where organization_id = $1", organization)).isEmpty();
  }

  @Test
  void anErrorThatTheOperationDoesNotDeclareIsCounted() {
    Rig.Instance instance = rig.startReady(new Rig.Plan());
    CommandEnvelope command = client.send(misbehave("undeclared"));
    assertThat(client.error(command)).isEqualTo(ErrorCode.MAIL_DOMAIN_STATE);
    assertThat(instance.meters.find("postroom.commands.undeclared.errors").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aCommandThatRunsAloneMayTakeARowAsALockAndRefuse() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope before = client.send(count(1));
    CommandEnvelope alone =
        client.send(
            client.command(
                ToyOperations.ALONE,
                new ToyOperations.MisbehaveRequest(organization, "sql-then-refuse")));
    CommandEnvelope after = client.send(count(1));
    assertThat(client.error(before)).isNull();
    assertThat(client.error(alone)).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(client.error(after)).isNull();
    assertCounted(2, 2);
  }
}
