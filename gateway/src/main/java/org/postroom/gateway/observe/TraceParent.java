package org.postroom.gateway.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.regex.Pattern;
import org.postroom.contract.error.ErrorCode;

/** The trace a request belongs to, as the W3C header that travels with commands and queries. */
public final class TraceParent {
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  /**
   * The header for the current span when tracing is on, else the caller's own; null when there is
   * neither or the caller's is not well-formed.
   */
  public static String of(String received) {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      return "00-"
          + span.getTraceId()
          + '-'
          + span.getSpanId()
          + '-'
          + span.getTraceFlags().asHex();
    }
    return received != null && FORM.matcher(received).matches() ? received : null;
  }

  /** Says what the current span is about, when tracing is on. */
  public static void describe(String operation, String organizationId, String requestId) {
    Span span = Span.current();
    if (span.isRecording()) {
      span.setAttribute("postroom.operation", operation)
          .setAttribute("postroom.request_id", requestId);
      if (organizationId != null) {
        span.setAttribute("postroom.organization_id", organizationId);
      }
    }
  }

  /** Says with which error the current span's call is answered, when tracing is on. */
  public static void refused(ErrorCode error) {
    Span span = Span.current();
    if (span.isRecording()) {
      span.setAttribute("postroom.error", error.key());
    }
  }
}
