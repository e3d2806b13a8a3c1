package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.ReplyEnvelope;

/** A command that takes effect has an audit record, exactly one, and nothing else has. */
@QuarkusTest
class AuditTest extends RigTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private AuditLog audit;

  @BeforeEach
  void read() {
    audit = new AuditLog(servers);
  }

  @AfterEach
  void close() {
    audit.close();
  }

  @Test
  void theRecordSaysWhoDidWhatAndTheReplyThatItIsThere() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope command = client.send(count(3));
    ReplyEnvelope reply = client.reply(command);
    assertThat(reply.isAudited()).isTrue();

    await().atMost(SOON).until(() -> audit.records(organization).size() == 1);
    JsonNode record = audit.records(organization).get(0);
    assertThat(record.get("eventName").textValue()).isEqualTo("Count");
    assertThat(record.get("requestID").textValue()).isEqualTo(command.requestId());
    assertThat(record.at("/userIdentity/arn").textValue()).isEqualTo(command.caller().principal());
    assertThat(record.at("/requestParameters/by").longValue()).isEqualTo(3);
    assertThat(record.at("/responseElements/amount").longValue()).isEqualTo(3);
    assertThat(record.get("readOnly").booleanValue()).isFalse();
  }

  @Test
  void aRepeatIsToldWhichAttemptIsAudited() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope first = client.send(count(1));
    client.reply(first);
    CommandEnvelope second = client.send(client.again(first));
    ReplyEnvelope reply = client.reply(second);
    assertThat(reply.isAudited()).isFalse();
    assertThat(reply.auditedRequestId()).isEqualTo(first.requestId());

    client.reply(client.send(count(1)));
    await().atMost(SOON).until(() -> audit.records(organization).size() == 2);
  }

  @Test
  void aRefusedCommandHasNone() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope refused = client.send(misbehave("persist-then-refuse"));
    ReplyEnvelope reply = client.reply(refused);
    assertThat(reply.error()).isNotNull();
    assertThat(reply.auditedRequestId()).isNull();
    client.reply(client.send(count(1)));
    assertThat(rig.rows("select 1 from audit_record where organization_id = $1", organization))
        .hasSize(1);
  }

  @Test
  void whatTheBrokerDoesNotTakeIsSentLaterInItsOrder() {
    AtomicInteger failures = new AtomicInteger(3);
    Rig.Plan plan = new Rig.Plan();
    plan.auditProducer = ignored -> new Failing(servers, failures);
    rig.startReady(plan);
    for (int i = 0; i < 20; i++) {
      client.reply(client.send(count(1)));
    }
    await().atMost(SOON).until(() -> audit.records(organization).size() == 20);
    assertThat(failures.get()).isNotPositive();
    audit.assertWhole();
  }

  @Test
  void keptRecordsArePublishedAgainWhenAnOperatorWantsIt() {
    Rig.Instance instance = rig.startReady(new Rig.Plan());
    client.reply(client.send(count(1)));
    client.reply(client.send(count(1)));
    await().atMost(SOON).until(() -> audit.records(organization).size() == 2);
    int before = audit.entries().size();

    rig.update("update lane set republish = true where topic = $1", Rig.CONTEXT.commandTopic());
    instance.askHousekeeping();
    await().atMost(SOON).until(() -> audit.entries().size() >= before + 2);
    audit.assertWhole();
    assertThat(audit.records(organization)).hasSize(2);
  }

  /** Every third record finds no broker, as it were, so many times. */
  private static final class Failing extends KafkaProducer<String, byte[]> {
    private final AtomicInteger failures;
    private int sent;

    Failing(String servers, AtomicInteger failures) {
      super(
          java.util.Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 0),
          new StringSerializer(),
          new ByteArraySerializer());
      this.failures = failures;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
      if (++sent % 3 == 0 && failures.getAndDecrement() > 0) {
        throw new KafkaException("injected");
      }
      return super.send(record, callback);
    }
  }
}
