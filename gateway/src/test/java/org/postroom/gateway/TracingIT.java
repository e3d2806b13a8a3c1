package org.postroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.gateway.RecordedSpans.text;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;

/** What a gateway tells of a call where tracing is on, and what services are told to go on with. */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
@TestProfile(TracingIT.Traced.class)
class TracingIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + '-' + CALLER + "-01";
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final String LIST = "{\"OrganizationId\":\"%s\"}".formatted(ORGANIZATION);
  private static final String CREATE =
      "{\"OrganizationId\":\"%s\",\"Name\":\"ada\",\"DisplayName\":\"Ada Lovelace\"}"
          .formatted(ORGANIZATION);

  @TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;
  @Inject RecordedSpans recorded;

  private GatewayClient client;

  /** A gateway whose spans stay here. */
  public static class Traced implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
    }
  }

  @BeforeEach
  void ready() {
    await().atMost(Duration.ofSeconds(60)).until(dispatch::isReady);
    GatewayWorld.services().reset();
    client = new GatewayClient(address.getPort());
  }

  private Answer call(String operation, String body, String traceParent) {
    return client.call(
        TestSigner.of(GatewayWorld.KEY_ID, GatewayWorld.SECRET),
        operation,
        body,
        traceParent == null ? Map.of() : Map.of("traceparent", traceParent));
  }

  /** The one span of a call itself. */
  private SpanData span(Answer answer) {
    String requestId = answer.header("x-amzn-requestid");
    await().atMost(Duration.ofSeconds(30)).until(() -> !recorded.of(requestId).isEmpty());
    List<SpanData> spans = recorded.of(requestId);
    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).getKind()).isEqualTo(SpanKind.SERVER);
    return spans.get(0);
  }

  private static String command(Answer answer) {
    return GatewayWorld.services().commands().stream()
        .filter(command -> command.requestId().equals(answer.header("x-amzn-requestid")))
        .map(CommandEnvelope::traceParent)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCommandIsToldBelowTheCallersSpanAndGoesOnBelowTheCalls() {
    Answer answer = call("CreateUser", CREATE, SAMPLED);
    assertThat(answer.status()).isEqualTo(200);
    SpanData span = span(answer);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(CALLER);
    assertThat(text(span, "operation")).isEqualTo("CreateUser");
    assertThat(text(span, "organization_id")).isEqualTo(ORGANIZATION);
    assertThat(text(span, "error")).isNull();
    assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
    assertThat(command(answer)).isEqualTo("00-" + TRACE + '-' + span.getSpanId() + "-01");
    assertThat(recorded.ended().toString()).doesNotContain("Lovelace");
  }

  @Test
  void aQueryGoesOnBelowTheCall() {
    Answer answer = call("ListUsers", LIST, null);
    assertThat(answer.status()).isEqualTo(200);
    SpanData span = span(answer);
    String passedOn =
        GatewayWorld.services().queries().get(0).headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("traceparent"))
            .map(header -> header.getValue().get(0))
            .findFirst()
            .orElseThrow();
    assertThat(passedOn).startsWith("00-" + span.getTraceId() + '-').endsWith("-01");
    String below = passedOn.split("-")[2];
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                below.equals(span.getSpanId())
                    || recorded.ended().stream()
                        .anyMatch(
                            child ->
                                child.getSpanId().equals(below)
                                    && child.getParentSpanId().equals(span.getSpanId())));
  }

  @Test
  void anErrorIsMarkedAndAFailureIsOne() {
    GatewayWorld.services()
        .onQuery(
            query -> {
              throw new OperationRejected(ErrorCode.ORGANIZATION_NOT_FOUND, "Ada is not here");
            });
    SpanData refused = span(call("ListUsers", LIST, SAMPLED));
    assertThat(text(refused, "error")).isEqualTo("OrganizationNotFoundException");
    assertThat(refused.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);

    GatewayWorld.services()
        .onCommand(
            command -> {
              throw new OperationRejected(ErrorCode.INTERNAL_FAILURE, "Ada is broken");
            });
    Answer failed = call("CreateUser", CREATE, SAMPLED);
    assertThat(failed.status()).isEqualTo(500);
    SpanData span = span(failed);
    assertThat(text(span, "error")).isEqualTo("InternalFailure");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(recorded.ended().toString()).doesNotContain("Ada");
  }

  @Test
  void whatTheCallerDoesNotSampleIsNotToldAndStaysSo() {
    Answer answer = call("CreateUser", CREATE, SAMPLED.replace("-01", "-00"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(command(answer)).startsWith("00-" + TRACE + '-').endsWith("-00");
    // One that is told has ended after it.
    span(call("CreateUser", CREATE, SAMPLED));
    assertThat(recorded.of(answer.header("x-amzn-requestid"))).isEmpty();
  }
}
