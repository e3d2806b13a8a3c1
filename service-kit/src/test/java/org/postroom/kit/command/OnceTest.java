package org.postroom.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.lane.Mechanisms;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;
import org.postroom.kit.toy.ToyOperations.CountResponse;

/** A command takes effect at most once. */
@QuarkusTest
class OnceTest extends RigTest {

  @Test
  void aRepeatGetsTheStoredReply() {
    rig.startReady(new Rig.Plan());
    repeatAndCount();
    assertCounted(1, 1);
  }

  @Test
  void aRepeatUnderAnIdOfOtherSealingKeysGetsTheStoredReply() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope command = client.send(count(1));
    Map<String, byte[]> others =
        Map.of(MessageHeader.OTHER_COMMAND_IDS, ("none," + command.commandId()).getBytes(UTF_8));
    CommandEnvelope inTheSameBatch = client.send(count(1), others);
    assertThat(client.response(inTheSameBatch, CountResponse.class).amount()).isEqualTo(1);
    CommandEnvelope later = client.send(count(1), others);
    assertThat(client.response(later, CountResponse.class).amount()).isEqualTo(1);
    assertCounted(1, 1);
  }

  @Test
  void withoutTheInboxARepeatCountsAgain() {
    Rig.Plan plan = new Rig.Plan();
    plan.mechanisms = new Mechanisms(true, true, true, false);
    rig.startReady(plan);
    repeatAndCount();
    assertThat(rig.counter(organization)).isEqualTo(3);
  }

  private void repeatAndCount() {
    CommandEnvelope command = client.send(count(1));
    CommandEnvelope inTheSameBatch = client.send(client.again(command));
    assertThat(client.error(command)).isNull();
    assertThat(client.error(inTheSameBatch)).isNull();
    CommandEnvelope later = client.send(client.again(command));
    assertThat(client.error(later)).isNull();
  }

  @Test
  void aReplayedTopicChangesNothing() {
    Rig.Instance first = rig.startReady(new Rig.Plan());
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      commands.add(client.send(count(1)));
    }
    commands.forEach(command -> assertThat(client.error(command)).isNull());
    first.close();
    rig.update("update lane set position = 0 where topic = $1", Rig.CONTEXT.commandTopic());
    rig.startReady(new Rig.Plan());
    assertThat(client.response(client.send(count(1)), CountResponse.class).amount()).isEqualTo(11);
    assertCounted(11, 11);
  }

  @Test
  void anExpiredCommandIsDropped() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope command = count(1);
    CommandEnvelope expired =
        new CommandEnvelope(
            command.organizationId(),
            command.operation(),
            command.commandId(),
            command.requestId(),
            command.requestDigest(),
            null,
            command.caller(),
            Instant.now().minusSeconds(1),
            command.replyTo(),
            null,
            command.payload());
    client.send(expired);
    CommandEnvelope next = client.send(count(1));
    assertThat(client.response(next, CountResponse.class).amount()).isEqualTo(1);
    assertThat(client.isAnswered(expired)).isFalse();
  }

  @Test
  void aClientTokenMakesACallOneCall() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope first = client.send(withToken(5, "token"));
    CommandEnvelope inTheSameBatch = client.send(withToken(5, "token"));
    CommandEnvelope other = client.send(withToken(6, "token"));
    assertThat(client.response(first, CountResponse.class).amount()).isEqualTo(5);
    assertThat(client.response(inTheSameBatch, CountResponse.class).amount()).isEqualTo(5);
    assertThat(client.error(other)).isEqualTo(ErrorCode.INVALID_PARAMETER);
    CommandEnvelope later = client.send(withToken(5, "token"));
    assertThat(client.response(later, CountResponse.class).amount()).isEqualTo(5);
    assertThat(client.error(client.send(withToken(7, "token"))))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertCounted(1, 5);
  }

  @Test
  void aClientTokenSurvivesAChangeOfKeys() {
    Rig.Instance before = rig.startReady(new Rig.Plan());
    assertThat(client.error(client.send(withToken(5, "token")))).isNull();
    before.close();
    Rig.Plan rotated = new Rig.Plan();
    byte[] other = new byte[32];
    other[0] = 1;
    rotated.sealer =
        new SecretSealer(
            new SealingKeys("k2", Map.of("k1", new byte[32], "k2", other)), new SecureRandom());
    rig.startReady(rotated);
    CommandEnvelope again = client.send(withToken(5, "token"));
    assertThat(client.response(again, CountResponse.class).amount()).isEqualTo(5);
    assertThat(client.error(client.send(withToken(6, "token"))))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void anInternalCommandIsDecidedOnceAndFinished() {
    rig.startReady(new Rig.Plan());
    assertThat(client.error(client.send(misbehave("add-later")))).isNull();
    await().untilAsserted(() -> assertThat(rig.counter(organization)).isEqualTo(5));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        rig.rows(
                            "select finished from outbox where organization_id = $1"
                                + " and command_id is not null",
                            organization))
                    .extracting(row -> row[0])
                    .containsExactly(true));
    assertCounted(1, 5);
    assertThat(client.seen(organization).get(0).account()).isEqualTo("123456789012");
  }

  @Test
  void anInternalCommandThatGotLostIsSentAgainOnTakeOver() {
    Rig.Instance first = rig.startReady(new Rig.Plan());
    assertThat(client.error(client.send(misbehave("add-later")))).isNull();
    await().untilAsserted(() -> assertThat(rig.counter(organization)).isEqualTo(5));
    first.close();
    // As if the record had never reached the topic.
    rig.update(
        "delete from inbox where organization_id = $1 and command_id like 'i-%'", organization);
    rig.update(
        "update outbox set finished = false where organization_id = $1 and command_id is not null",
        organization);
    rig.startReady(new Rig.Plan());
    await().untilAsserted(() -> assertThat(rig.counter(organization)).isEqualTo(10));
  }

  private CommandEnvelope withToken(long by, String token) {
    return client.command(
        ToyOperations.COUNT,
        new CountRequest(organization, by, token),
        UUID.randomUUID().toString(),
        token);
  }
}
