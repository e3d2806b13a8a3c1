package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.lane.KafkaClients;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.toy.ToyOperations.CountResponse;
import org.postroom.transport.KafkaConnection;

/** The stored position is the only truth, and it is set right when the topic belies it. */
@QuarkusTest
class PositionTest extends RigTest {

  private int partition() {
    return Publisher.partitionOf(organization, partitions);
  }

  private double repairs(Rig.Instance instance) {
    var counter = instance.meters.find("postroom.lane.position.repaired").counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void aPositionBeyondTheEndGoesToTheEnd() {
    Rig.Instance first = rig.startReady(new Rig.Plan());
    assertThat(client.error(client.send(count(1)))).isNull();
    first.close();
    rig.update(
        "update lane set position = position + 1000 where topic = $1 and partition = $2",
        Rig.CONTEXT.commandTopic(),
        partition());
    Rig.Instance second = rig.startReady(new Rig.Plan());
    assertThat(client.response(client.send(count(1)), CountResponse.class).amount()).isEqualTo(2);
    assertThat(repairs(second)).isEqualTo(1);
  }

  @Test
  void aPositionBelowTheStartGoesToTheStart() throws Exception {
    Rig.Instance first = rig.startReady(new Rig.Plan());
    assertThat(client.error(client.send(count(1)))).isNull();
    first.close();
    CommandEnvelope lost = client.send(count(10));
    client.flush();
    TopicPartition lane = new TopicPartition(Rig.CONTEXT.commandTopic(), partition());
    try (Admin admin = KafkaClients.admin(KafkaConnection.plain(servers))) {
      long end =
          admin.listOffsets(Map.of(lane, OffsetSpec.latest())).all().get().get(lane).offset();
      admin.deleteRecords(Map.of(lane, RecordsToDelete.beforeOffset(end))).all().get();
    }
    Rig.Instance second = rig.startReady(new Rig.Plan());
    assertThat(client.response(client.send(count(1)), CountResponse.class).amount()).isEqualTo(2);
    assertThat(client.isAnswered(lost)).isFalse();
    assertThat(repairs(second)).isEqualTo(1);
  }

  @Test
  void aTopicThatWasMadeAgainIsReadFromItsBeginning() throws Exception {
    rig.startReady(new Rig.Plan());
    for (int i = 0; i < 5; i++) {
      assertThat(client.error(client.send(count(1)))).isNull();
    }
    rig.close();
    String topic = Rig.CONTEXT.commandTopic();
    try (Admin admin = KafkaClients.admin(KafkaConnection.plain(servers))) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
    client.close();
    client = new org.postroom.kit.toy.ToyClient(servers, Rig.CONTEXT);
    CommandEnvelope sentBefore = client.send(count(1));
    Rig.Instance second = rig.startReady(new Rig.Plan());
    assertThat(client.response(sentBefore, CountResponse.class).amount()).isEqualTo(6);
    assertThat(repairs(second)).isPositive();
  }

  @Test
  void anOffsetThatLeavesTheTopicWhileItIsReadIsSetRight() throws Exception {
    Rig.Instance instance = rig.startReady(new Rig.Plan());
    assertThat(client.error(client.send(count(1)))).isNull();
    // Behind the owner's back: the next transaction finds another position and reads it again.
    rig.update(
        "update lane set position = position + 1000 where topic = $1 and partition = $2",
        Rig.CONTEXT.commandTopic(),
        partition());
    CommandEnvelope command = client.send(count(1));
    await().untilAsserted(() -> assertThat(repairs(instance)).isEqualTo(1));
    assertThat(insist(command).error()).isNull();
    assertCounted(2, 2);
  }
}
