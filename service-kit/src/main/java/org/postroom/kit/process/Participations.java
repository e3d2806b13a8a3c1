package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.json.Json;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;

/**
 * The participant's side of a process across contexts. A request reaches this context as an event,
 * perhaps many times; its handler decides it through {@link #once} and ends the work, in the same
 * command or after a chain of them, with {@link #answer}. A repeated request does nothing while the
 * work runs and gives the same answer again when it is done.
 */
@Singleton
public class Participations {
  private final EventCatalogue events;

  Participations(ServiceDefinition service) {
    this.events = service.events();
  }

  /** Decides a request: {@code work} begins if this is the first time the process asks. */
  public Uni<Outcome<Void>> once(
      String processId, CommandContext context, Supplier<Uni<Outcome<Void>>> work) {
    ProcessKey key = new ProcessKey(context.organizationId(), processId);
    return context
        .session()
        .find(ParticipationRow.class, key)
        .chain(
            row -> {
              if (row == null) {
                return work.get().map(outcome -> begun(outcome, key));
              }
              Outcome<Void> repeated = Outcome.none();
              return Uni.createFrom()
                  .item(row.answerType == null ? repeated : repeated.emitting(answerOf(row)));
            });
  }

  /** The outcome of the last step of the work: it is done, and {@code answer} says so. */
  public Outcome<Void> answer(
      Outcome<Void> outcome, String processId, Record answer, CommandContext context) {
    ProcessKey key = new ProcessKey(context.organizationId(), processId);
    String type = events.of(answer).wireName();
    byte[] json = Json.write(answer);
    return outcome
        .changing(
            session ->
                session
                    .find(ParticipationRow.class, key)
                    .chain(
                        row -> {
                          if (row != null) {
                            row.answerType = type;
                            row.answer = json;
                            return Uni.createFrom().voidItem();
                          }
                          return session.persist(row(key, type, json));
                        }))
        .emitting(answer);
  }

  private static Outcome<Void> begun(Outcome<Void> outcome, ProcessKey key) {
    // After the changes of the work, which may have answered already.
    return outcome.changing(
        session ->
            session
                .find(ParticipationRow.class, key)
                .chain(
                    row ->
                        row == null
                            ? session.persist(row(key, null, null))
                            : Uni.createFrom().voidItem()));
  }

  private Record answerOf(ParticipationRow row) {
    return Json.read(row.answer, events.byWireName(row.answerType).orElseThrow().dataType());
  }

  private static ParticipationRow row(ProcessKey key, String answerType, byte[] answer) {
    ParticipationRow row = new ParticipationRow();
    row.key = key;
    row.answerType = answerType;
    row.answer = answer;
    return row;
  }
}
