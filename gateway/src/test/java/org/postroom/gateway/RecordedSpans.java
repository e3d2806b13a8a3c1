package org.postroom.gateway;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gateway's spans, kept in memory where tracing is on. */
@Singleton
public class RecordedSpans implements SpanProcessor {
  private final List<SpanData> ended = new CopyOnWriteArrayList<>();

  /** What has ended so far. */
  List<SpanData> ended() {
    return List.copyOf(ended);
  }

  /** Those of a request. */
  List<SpanData> of(String requestId) {
    return ended.stream().filter(span -> requestId.equals(text(span, "request_id"))).toList();
  }

  /** What a span says; null for nothing. */
  static String text(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey("postroom." + name));
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // it is of interest when it has ended
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ended.add(span.toSpanData());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
