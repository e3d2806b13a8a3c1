package org.postroom.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

class TracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + '-' + PARENT + "-01";

  private final RecordedSpans recorded = new RecordedSpans();

  private <T> Uni<T> query(Traces traces, String traceParent, Uni<T> work) {
    return traces.query(traceParent, "DescribeUser", "m-1", "r-1", () -> work);
  }

  @Test
  void aQueryIsBelowItsCall() {
    AtomicReference<Span> current = new AtomicReference<>();
    String answer =
        recorded
            .traces()
            .query(
                SAMPLED,
                "DescribeUser",
                "m-1",
                "r-1",
                () -> {
                  current.set(Span.current());
                  return Uni.createFrom().item("done");
                })
            .await()
            .indefinitely();
    assertThat(answer).isEqualTo("done");
    SpanData span = recorded.named("query DescribeUser").get(0);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(PARENT);
    assertThat(span.getAttributes().asMap().toString()).contains("DescribeUser", "m-1", "r-1");
    assertThat(current.get().getSpanContext().getSpanId()).isEqualTo(span.getSpanId());
    assertThat(Traces.traceParent(current.get()))
        .isEqualTo("00-" + TRACE + '-' + span.getSpanId() + "-01");
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void whatAFailureSaysIsNotRecorded() {
    assertThat(
            query(
                    recorded.traces(),
                    SAMPLED,
                    Uni.createFrom()
                        .<String>failure(
                            new OperationRejected(ErrorCode.ENTITY_NOT_FOUND, "Mary is away")))
                .onFailure()
                .recoverWithItem("refused")
                .await()
                .indefinitely())
        .isEqualTo("refused");
    query(
            recorded.traces(),
            SAMPLED,
            Uni.createFrom().<String>failure(new IllegalStateException("Mary is broken")))
        .onFailure()
        .recoverWithItem("failed")
        .await()
        .indefinitely();
    assertThat(recorded.spans())
        .extracting(span -> span.getStatus().getStatusCode())
        .containsExactly(StatusCode.UNSET, StatusCode.ERROR);
    assertThat(recorded.spans().toString())
        .contains("EntityNotFoundException", "IllegalStateException")
        .doesNotContain("Mary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + '-' + PARENT + "-00",
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "01-" + TRACE,
        ""
      })
  void whatNobodyRecordsIsPassedBy(String traceParent) {
    assertThat(recorded.traces().below(traceParent, "CreateUser", SpanKind.CONSUMER)).isNull();
    query(recorded.traces(), traceParent, Uni.createFrom().item(1)).await().indefinitely();
    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void whereTracingIsOffNothingIsMade() {
    Uni<Integer> work = Uni.createFrom().item(1);
    assertThat(query(Traces.OFF, SAMPLED, work)).isSameAs(work);
    assertThat(Traces.OFF.below(SAMPLED, "CreateUser", SpanKind.CONSUMER)).isNull();
  }
}
