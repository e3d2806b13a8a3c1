package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** The next step of a process: asks the participants again, or gives up when the time is up. */
@Singleton
class AdvanceProcessHandler implements InternalCommandHandler<AdvanceProcess> {
  private static final Logger LOG = Logger.getLogger(AdvanceProcessHandler.class);
  private static final int ALARMING_ATTEMPT = 10;

  private final ProcessDefinitions definitions;

  AdvanceProcessHandler(ProcessDefinitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public InternalCommandType<AdvanceProcess> type() {
    return AdvanceProcess.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(AdvanceProcess step, CommandContext context) {
    return ProcessRows.running(context.session(), context.organizationId(), step.processId())
        .chain(
            row -> {
              if (row == null || step.attempt() != row.attempt + 1) {
                return Uni.createFrom().item(Outcome.none());
              }
              return row.isExpired(context.now())
                  ? giveUp(row, context)
                  : request(row, step.attempt(), context);
            });
  }

  private Uni<Outcome<Void>> request(ProcessRow row, int attempt, CommandContext context) {
    if (attempt >= ALARMING_ATTEMPT) {
      LOG.warnf(
          "A process is not confirmed: kind=%s processId=%s organizationId=%s attempt=%d",
          row.kind, row.key.processId(), row.key.organizationId(), attempt);
    }
    ProcessDefinition definition = definitions.of(row.kind);
    ProcessKey key = row.key;
    Instant next = context.now().plus(definition.backoff(attempt));
    Instant nextAttemptAt =
        row.expiresAt != null && row.expiresAt.isBefore(next) ? row.expiresAt : next;
    return definition
        .request(row.instance(), attempt, context)
        .map(outcome -> outcome.changing(ProcessRows.attempted(key, attempt, nextAttemptAt)));
  }

  private Uni<Outcome<Void>> giveUp(ProcessRow row, CommandContext context) {
    ProcessKey key = row.key;
    ProcessInstance process = row.instance();
    return ProcessRows.participants(context.session(), key)
        .map(AdvanceProcessHandler::missing)
        .chain(
            reason ->
                definitions
                    .of(process.kind())
                    .refused(process, reason, context)
                    .map(
                        outcome ->
                            outcome.changing(
                                ProcessRows.over(key, ProcessRow.State.REFUSED, reason))));
  }

  private static String missing(List<ParticipantRow> participants) {
    return participants.stream()
        .filter(row -> row.answeredAt == null)
        .map(row -> row.key.participant())
        .sorted()
        .collect(Collectors.joining(", ", "Not confirmed in time by ", ""));
  }
}
