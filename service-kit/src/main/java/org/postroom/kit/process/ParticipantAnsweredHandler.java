package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Takes a participant's answer down; the first refusal and the last confirmation end the process.
 * An answer to a process that is over, or a second one, changes nothing.
 */
@Singleton
class ParticipantAnsweredHandler implements InternalCommandHandler<ParticipantAnswered> {
  private final ProcessDefinitions definitions;

  ParticipantAnsweredHandler(ProcessDefinitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public InternalCommandType<ParticipantAnswered> type() {
    return ParticipantAnswered.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(ParticipantAnswered answer, CommandContext context) {
    return ProcessRows.running(context.session(), context.organizationId(), answer.processId())
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().item(Outcome.none())
                    : ProcessRows.participants(context.session(), row.key)
                        .chain(participants -> decide(row, participants, answer, context)));
  }

  private Uni<Outcome<Void>> decide(
      ProcessRow row,
      List<ParticipantRow> participants,
      ParticipantAnswered answer,
      CommandContext context) {
    ParticipantRow asked =
        participants.stream()
            .filter(participant -> participant.key.participant().equals(answer.participant()))
            .findFirst()
            .orElse(null);
    if (asked == null || asked.answeredAt != null) {
      return Uni.createFrom().item(Outcome.none());
    }
    boolean isLast = participants.stream().allMatch(p -> p == asked || p.answeredAt != null);
    ProcessKey key = row.key;
    ParticipantKey participant = asked.key;
    return end(row.instance(), isLast, answer.refusal(), context)
        .map(
            outcome ->
                outcome.changing(
                    ProcessRows.answered(participant, answer.refusal(), context.now())))
        .map(
            outcome -> {
              if (answer.refusal() != null) {
                return outcome.changing(
                    ProcessRows.over(key, ProcessRow.State.REFUSED, answer.refusal()));
              }
              return isLast
                  ? outcome.changing(ProcessRows.over(key, ProcessRow.State.CONFIRMED, null))
                  : outcome;
            });
  }

  private Uni<Outcome<Void>> end(
      ProcessInstance process, boolean isLast, String refusal, CommandContext context) {
    ProcessDefinition definition = definitions.of(process.kind());
    if (refusal != null) {
      return definition.refused(process, refusal, context);
    }
    return isLast ? definition.confirmed(process, context) : Uni.createFrom().item(Outcome.none());
  }
}
