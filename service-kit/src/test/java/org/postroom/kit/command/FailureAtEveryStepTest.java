package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.kit.database.CommitUnknown;
import org.postroom.kit.toy.ToyOperations.CountResponse;

@QuarkusTest
class FailureAtEveryStepTest extends RigTest {
  private static final int COMMANDS = 12;

  static Stream<Arguments> failures() {
    List<Arguments> all = new ArrayList<>();
    for (FailOnce.Point point : FailOnce.Point.values()) {
      for (int times : new int[] {1, 2}) {
        all.add(Arguments.of(point, times));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyCommandTakesEffectOnceAndIsToldInOrder(FailOnce.Point point, int times) {
    Rig.Plan plan = new Rig.Plan();
    plan.batch = 5;
    FailOnce moments =
        new FailOnce(
            point,
            1,
            times,
            () ->
                point == FailOnce.Point.AFTER_COMMIT
                    ? new CommitUnknown(null)
                    : new KafkaException("injected"));
    plan.moments = moments;
    rig.startReady(plan);
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      commands.add(client.send(count(1)));
    }
    List<Long> amounts = new ArrayList<>();
    for (CommandEnvelope command : commands) {
      ReplyEnvelope reply = client.isAnswered(command) ? client.reply(command) : insist(command);
      assertThat(reply.error()).isNull();
      amounts.add(Json.read(reply.body(), CountResponse.class).amount());
    }
    // The last moment may come after the last reply.
    Awaitility.await().until(moments::isOver);
    assertThat(amounts)
        .containsExactly(Stream.iterate(1L, n -> n + 1).limit(COMMANDS).toArray(Long[]::new));
    assertCounted(COMMANDS, COMMANDS);
    assertThat(rig.rows("select 1 from dead_letter where organization_id = $1", organization))
        .isEmpty();
    try (AuditLog audit = new AuditLog(servers)) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(audit.records(organization))
                      .extracting(record -> record.at("/additionalEventData/commandId").textValue())
                      .containsExactlyElementsOf(
                          commands.stream().map(CommandEnvelope::commandId).toList()));
      audit.assertWhole();
    }
  }
}
