package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.command.RehearsedCommands;
import org.postroom.kit.view.ViewContext;

/**
 * Starts processes across contexts and hears their participants. Everything goes through the
 * organization's single writer: the steps and the answers are internal commands whose ids are
 * derived from process, step and attempt, so that none counts twice.
 */
@Singleton
public class Processes {
  private static final Duration FIRST_STEP_WITHIN = Duration.ofSeconds(10);

  private final ProcessDefinitions definitions;

  Processes(ProcessDefinitions definitions) {
    this.definitions = definitions;
  }

  /**
   * The outcome, and a process that begins with it. Its first step follows at once.
   *
   * @param processId unique within the organization; starting the same one again does nothing
   */
  public <R> Outcome<R> start(
      Outcome<R> outcome, String kind, String processId, CommandContext context) {
    return outcome
        .changing(insert(definitions.of(kind), processId, context))
        .sending(advance(context.organizationId(), processId, 1));
  }

  /** A process's first step and every participant's confirmation, to be rehearsed. */
  public static List<CommandEnvelope> rehearsed(
      String organizationId, String processId, Set<BoundedContext> participants) {
    List<CommandEnvelope> commands = new ArrayList<>();
    commands.add(RehearsedCommands.internal(advance(organizationId, processId, 1)));
    for (BoundedContext participant : participants) {
      commands.add(
          RehearsedCommands.internal(
              ParticipantAnswered.TYPE.of(
                  organizationId,
                  processId + '/' + participant.wireName(),
                  new ParticipantAnswered(processId, participant.wireName(), null))));
    }
    return commands;
  }

  /** To be called by the handler of a participant's confirmation. */
  public void confirmed(String processId, ViewContext context) {
    answered(processId, null, context);
  }

  /** To be called by the handler of a participant's refusal; the reason is shown to users. */
  public void refused(String processId, String reason, ViewContext context) {
    answered(processId, reason == null ? "refused" : reason, context);
  }

  private static void answered(String processId, String refusal, ViewContext context) {
    String participant = context.source().wireName();
    context.send(
        ParticipantAnswered.TYPE, new ParticipantAnswered(processId, participant, refusal));
  }

  static InternalCommand<AdvanceProcess> advance(
      String organizationId, String processId, int attempt) {
    return AdvanceProcess.TYPE.of(
        organizationId, processId + "/" + attempt, new AdvanceProcess(processId, attempt));
  }

  private static Change insert(
      ProcessDefinition definition, String processId, CommandContext context) {
    ProcessKey key = new ProcessKey(context.organizationId(), processId);
    Instant now = context.now();
    return session ->
        session
            .find(ProcessRow.class, key)
            .chain(
                existing -> {
                  if (existing != null) {
                    return Uni.createFrom().voidItem();
                  }
                  ProcessRow row = new ProcessRow();
                  row.key = key;
                  row.kind = definition.kind();
                  row.partition = context.partition();
                  row.state = ProcessRow.State.RUNNING;
                  row.startedAt = now;
                  // The outbox brings the first step; the timer only stands by.
                  row.nextAttemptAt = now.plus(FIRST_STEP_WITHIN);
                  row.expiresAt = definition.timeLimit().map(now::plus).orElse(null);
                  return session
                      .persist(row)
                      .call(() -> session.persistAll(participants(definition, key)));
                });
  }

  private static Object[] participants(ProcessDefinition definition, ProcessKey process) {
    return definition.participants().stream()
        .map(BoundedContext::wireName)
        .map(
            participant -> {
              ParticipantRow row = new ParticipantRow();
              row.key =
                  new ParticipantKey(process.organizationId(), process.processId(), participant);
              return row;
            })
        .toArray();
  }
}
