package org.postroom.kit.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.postroom.contract.error.OperationRejected;

/**
 * Makes spans for what belongs to a trace that somebody records, and nothing else: where tracing is
 * off, and for calls that are not sampled, no object is made. Spans say which operation,
 * organization and request it is, never what is in it.
 */
public final class Traces {
  /** Where tracing is off. */
  public static final Traces OFF = new Traces(null);

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int TRACE_ID = 3;
  private static final int SPAN_ID = 36;
  private static final int FLAGS = 53;

  private final Tracer tracer;

  private Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Where it is on. */
  public static Traces of(OpenTelemetry telemetry) {
    return new Traces(telemetry.getTracer("org.postroom.kit"));
  }

  /** Whether anything is recorded at all. */
  public boolean isOn() {
    return tracer != null;
  }

  /**
   * Begins a span below the one that a {@code traceparent} names.
   *
   * @return null when nobody records that trace, or the text is none
   */
  public Span below(String traceParent, String name, SpanKind kind) {
    if (tracer == null || !isSampled(traceParent)) {
      return null;
    }
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            traceParent.substring(TRACE_ID, SPAN_ID - 1),
            traceParent.substring(SPAN_ID, FLAGS - 1),
            TraceFlags.fromHex(traceParent, FLAGS),
            TraceState.getDefault());
    return tracer
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(Context.root().with(Span.wrap(parent)))
        .startSpan();
  }

  /**
   * Records a query: a span below the current one or else the one that a {@code traceparent} names,
   * below which the statements of the work are.
   */
  public <T> Uni<T> query(
      String traceParent,
      String operation,
      String organizationId,
      String requestId,
      Supplier<Uni<T>> work) {
    Span span = tracer == null ? null : here(traceParent, "query " + operation);
    if (span == null) {
      return work.get();
    }
    describe(span, operation, organizationId, requestId);
    Scope scope = span.makeCurrent();
    try {
      return work.get()
          .onTermination()
          .invoke(
              (answer, failure, cancelled) -> {
                if (failure instanceof OperationRejected refusal) {
                  span.setAttribute("postroom.error", refusal.code().key());
                } else if (failure != null) {
                  // The class alone: messages may hold what was asked.
                  span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
                }
                span.end();
              });
    } finally {
      scope.close();
    }
  }

  private Span here(String traceParent, String name) {
    return Span.current().getSpanContext().isSampled()
        ? tracer.spanBuilder(name).startSpan()
        : below(traceParent, name, SpanKind.SERVER);
  }

  /** A span below another one, which the caller completes and starts. */
  public SpanBuilder below(Span parent, String name) {
    return tracer.spanBuilder(name).setParent(Context.root().with(parent));
  }

  /** What a span is called on the way to others. */
  public static String traceParent(Span span) {
    SpanContext context = span.getSpanContext();
    return "00-"
        + context.getTraceId()
        + '-'
        + context.getSpanId()
        + '-'
        + context.getTraceFlags().asHex();
  }

  /** Says what a span is about; absent parts are left out. */
  public static void describe(
      Span span, String operation, String organizationId, String requestId) {
    set(span, "postroom.operation", operation);
    set(span, "postroom.organization_id", organizationId);
    set(span, "postroom.request_id", requestId);
  }

  private static void set(Span span, String name, String value) {
    if (value != null) {
      span.setAttribute(name, value);
    }
  }

  private static boolean isSampled(String traceParent) {
    return traceParent != null
        && FORM.matcher(traceParent).matches()
        && TraceFlags.fromHex(traceParent, FLAGS).isSampled();
  }
}
