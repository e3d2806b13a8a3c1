package org.postroom.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.MessageHeader;
import org.postroom.kit.trace.RecordedSpans;

/** A call can be followed through its command and batch to its events. */
@QuarkusTest
class TracingTest extends RigTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALL = "00f067aa0ba902b7";

  private final RecordedSpans recorded = new RecordedSpans();

  private void start() {
    Rig.Plan plan = new Rig.Plan();
    plan.traces = recorded.traces();
    rig.startReady(plan);
  }

  private CommandEnvelope send(CommandEnvelope command, String flags) {
    return client.send(
        command,
        Map.of(
            MessageHeader.TRACE_PARENT,
            ("00-" + TRACE + '-' + CALL + '-' + flags).getBytes(UTF_8)));
  }

  private SpanData span(CommandEnvelope command) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                recorded.named(command.operation()).stream()
                    .anyMatch(span -> command.commandId().equals(text(span, "command_id"))));
    return recorded.named(command.operation()).stream()
        .filter(span -> command.commandId().equals(text(span, "command_id")))
        .findFirst()
        .orElseThrow();
  }

  private static String text(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey("postroom." + name));
  }

  @Test
  void aCommandIsBelowItsCallAndItsEventsBelowIt() {
    start();
    CommandEnvelope command = send(count(3), "01");
    assertThat(client.error(command)).isNull();
    SpanData span = span(command);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(CALL);
    assertThat(text(span, "operation")).isEqualTo(command.operation());
    assertThat(text(span, "organization_id")).isEqualTo(organization);
    assertThat(text(span, "request_id")).isEqualTo(command.requestId());
    assertThat(text(span, "result")).isEqualTo("accepted");

    await().atMost(Duration.ofSeconds(30)).until(() -> !recorded.named("export batch").isEmpty());
    SpanData batch = recorded.named("export batch").get(0);
    assertThat(batch.getTraceId()).isEqualTo(TRACE);
    assertThat(batch.getParentSpanId()).isEqualTo(span.getSpanId());
    assertThat(batch.getLinks())
        .extracting(link -> link.getSpanContext().getSpanId())
        .containsExactly(span.getSpanId());

    List<Object[]> events =
        rig.rows(
            "select convert_from(headers, 'UTF8') from outbox where organization_id = $1",
            organization);
    assertThat(events).hasSize(1);
    assertThat((String) events.get(0)[0]).contains("00-" + TRACE + '-' + span.getSpanId() + "-01");
  }

  @Test
  void aRefusalIsRecordedWithoutWhatItSays() {
    start();
    CommandEnvelope refused = send(misbehave("persist-then-refuse"), "01");
    assertThat(client.error(refused)).isEqualTo(ErrorCode.ENTITY_STATE);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                recorded.named(refused.operation()).stream()
                    .anyMatch(span -> "refused".equals(text(span, "result"))));
    assertThat(recorded.named(refused.operation()))
        .anySatisfy(
            span -> assertThat(text(span, "error")).isEqualTo(ErrorCode.ENTITY_STATE.key()));
    assertThat(recorded.spans().toString()).doesNotContain("persist-then-refuse");
  }

  @Test
  void whatIsNotSampledIsNotRecorded() {
    start();
    assertThat(client.error(send(count(1), "00"))).isNull();
    assertThat(client.error(client.send(count(1)))).isNull();
    assertThat(recorded.spans()).isEmpty();
    assertCounted(2, 2);
  }
}
