package org.postroom.kit.command;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.trace.Traces;

/**
 * Records a batch: a span for each command whose call is traced, below the gateway's, and one for
 * the transaction, below the first of them and linked to all. What the transaction sends to the
 * database is below its span; a transaction that several lanes share has its statements below the
 * lane that led it. Events and internal commands carry the span of the command that they follow
 * from.
 */
final class CommandTraces {
  private static final String RESULT = "postroom.result";
  private static final String ERROR = "postroom.error";

  private final Traces traces;

  CommandTraces(Traces traces) {
    this.traces = traces;
  }

  /** Runs an attempt at a batch; costs nothing when none of its commands is traced. */
  BatchResult record(
      String context, List<IncomingCommand> commands, Supplier<BatchResult> attempt) {
    Map<IncomingCommand, Span> spans = traces.isOn() ? begin(commands) : Map.of();
    if (spans.isEmpty()) {
      return attempt.get();
    }
    Span transaction = transaction(context, commands.size(), spans);
    Scope scope = transaction.makeCurrent();
    try {
      BatchResult result = attempt.get();
      result.decided().forEach(decided -> end(spans.remove(decided.command()), decided));
      transaction.setAttribute("postroom.decided", result.decided().size());
      spans.values().forEach(span -> span.setAttribute(RESULT, "waits"));
      return result;
    } catch (NothingDecided e) {
      spans.values().forEach(span -> span.setAttribute(RESULT, "waits"));
      throw e;
    } catch (RuntimeException e) {
      // The class alone: messages may hold what was in the command.
      String kind = e.getClass().getSimpleName();
      spans.values().forEach(span -> span.setStatus(StatusCode.ERROR, kind));
      transaction.setStatus(StatusCode.ERROR, kind);
      throw e;
    } finally {
      scope.close();
      spans.values().forEach(Span::end);
      transaction.end();
    }
  }

  private Map<IncomingCommand, Span> begin(List<IncomingCommand> commands) {
    Map<IncomingCommand, Span> spans = new LinkedHashMap<>();
    for (IncomingCommand incoming : commands) {
      CommandEnvelope command = incoming.command();
      Span span =
          command == null
              ? null
              : traces.below(command.traceParent(), command.operation(), SpanKind.CONSUMER);
      if (span != null) {
        Traces.describe(span, command.operation(), command.organizationId(), command.requestId());
        span.setAttribute("postroom.command_id", command.commandId());
        incoming.follow(Traces.traceParent(span));
        spans.put(incoming, span);
      }
    }
    return spans;
  }

  private Span transaction(String context, int size, Map<IncomingCommand, Span> spans) {
    SpanBuilder builder = traces.below(spans.values().iterator().next(), context + " batch");
    spans.values().forEach(span -> builder.addLink(span.getSpanContext()));
    return builder.setAttribute("postroom.commands", size).startSpan();
  }

  private static void end(Span span, BatchResult.Decided decided) {
    if (span == null) {
      return;
    }
    Decision decision = decided.decision();
    span.setAttribute(RESULT, decision.result().name().toLowerCase(Locale.ROOT));
    if (decision.reply() != null && decision.reply().error() != null) {
      span.setAttribute(ERROR, decision.reply().error().key());
    }
    if (decision.result() == Decision.Result.POISON) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
