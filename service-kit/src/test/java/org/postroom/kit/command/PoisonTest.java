package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.deadletter.DeadLetters;
import org.postroom.kit.lane.KafkaClients;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.toy.MisbehaveHandler;
import org.postroom.transport.KafkaConnection;

/** Only a command that fails alone, with the database answering, becomes a dead letter. */
@QuarkusTest
class PoisonTest extends RigTest {

  @AfterEach
  void breakAgain() {
    MisbehaveHandler.mended = false;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"throw", "sql-error", "swallowed-sql-error", "change-fails", "large-event"})
  void onePoisonedCommandHarmsNoOther(String how) {
    rig.startReady(new Rig.Plan());
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      commands.add(client.send(count(1)));
    }
    CommandEnvelope poison = client.send(misbehave(how));
    for (int i = 0; i < 4; i++) {
      commands.add(client.send(count(1)));
    }
    assertThat(client.error(poison)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    commands.forEach(command -> assertThat(client.error(command)).isNull());
    assertCounted(8, 8);
    assertThat(
            rig.rows(
                "select command_id, failure from dead_letter where organization_id = $1"
                    + " and closed_at is null",
                organization))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row[0]).isEqualTo(poison.commandId());
              assertThat((String) row[1]).contains("Exception").doesNotContain("j.doe");
            });
    assertThat(rig.rows("select 1 from inbox where command_id = $1", poison.commandId())).isEmpty();
  }

  @Test
  void aRecordThatIsNoCommandIsPassedOver() {
    rig.startReady(new Rig.Plan());
    client.sendRaw(organization, new byte[] {1, 2, 3});
    assertThat(client.error(client.send(count(1)))).isNull();
    assertThat(
            rig.rows("select operation from dead_letter where organization_id = $1", organization))
        .extracting(row -> row[0])
        .containsExactly("unreadable");
  }

  @Test
  void aReplayThatSucceedsClosesTheLetter() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope poison = client.send(misbehave("throw"));
    assertThat(client.error(poison)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    try (Publisher publisher =
        new Publisher(
            () -> KafkaClients.producer(KafkaConnection.plain(servers)),
            () -> KafkaClients.looseProducer(KafkaConnection.plain(servers)),
            partitions)) {
      DeadLetters letters = new DeadLetters(rig.database(), publisher);
      assertThat(rig.database().await(letters.open()))
          .anySatisfy(
              letter -> {
                assertThat(letter.commandId()).isEqualTo(poison.commandId());
                assertThat(letter.operation()).isEqualTo("Misbehave");
              });
      rig.database().await(letters.replay(poison.commandId()));
      await().untilAsserted(() -> assertThat(failures(poison)).isEqualTo(2));
      MisbehaveHandler.mended = true;
      rig.database().await(letters.replay(poison.commandId()));
      await().untilAsserted(() -> assertThat(rig.counter(organization)).isEqualTo(1000));
      await().untilAsserted(() -> assertThat(isClosed(poison)).isTrue());
      assertThatThrownBy(() -> rig.database().await(letters.replay(poison.commandId())))
          .isInstanceOf(OperationRejected.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void aSuccessByRetryClosesTheLetterToo() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope poison = client.send(misbehave("throw"));
    assertThat(client.error(poison)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    MisbehaveHandler.mended = true;
    assertThat(client.error(client.send(client.again(poison)))).isNull();
    assertThat(isClosed(poison)).isTrue();
  }

  private int failures(CommandEnvelope command) {
    return (Integer)
        rig.rows("select failures from dead_letter where command_id = $1", command.commandId())
            .get(0)[0];
  }

  private boolean isClosed(CommandEnvelope command) {
    return rig.rows("select closed_at from dead_letter where command_id = $1", command.commandId())
            .get(0)[0]
        != null;
  }
}
