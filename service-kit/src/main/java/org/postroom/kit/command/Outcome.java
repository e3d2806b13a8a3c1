package org.postroom.kit.command;

import java.util.ArrayList;
import java.util.List;

/**
 * What an accepted command amounts to: its response, the events it causes, the changes that make it
 * so and the internal commands that follow from it. Nothing in it has happened yet.
 *
 * @param response the operation's response
 * @param events in the order in which subscribers see them; each must be in the catalogue
 * @param changes applied in order
 * @param commands sent after the commit, through the outbox
 */
public record Outcome<R>(
    R response, List<Record> events, List<Change> changes, List<InternalCommand<?>> commands) {

  public Outcome {
    events = List.copyOf(events);
    changes = List.copyOf(changes);
    commands = List.copyOf(commands);
  }

  /** An outcome without effect. */
  public static <R> Outcome<R> of(R response) {
    return new Outcome<>(response, List.of(), List.of(), List.of());
  }

  /** The outcome of an internal command, which nobody is told. */
  public static Outcome<Void> none() {
    return of(null);
  }

  /** This outcome, and the event. */
  public Outcome<R> emitting(Record event) {
    return new Outcome<>(response, plus(events, event), changes, commands);
  }

  /** This outcome, and the change. */
  public Outcome<R> changing(Change change) {
    return new Outcome<>(response, events, plus(changes, change), commands);
  }

  /** This outcome, and the internal command. */
  public Outcome<R> sending(InternalCommand<?> command) {
    return new Outcome<>(response, events, changes, plus(commands, command));
  }

  private static <T> List<T> plus(List<? extends T> list, T element) {
    List<T> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }
}
