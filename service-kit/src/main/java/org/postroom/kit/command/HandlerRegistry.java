package org.postroom.kit.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;

/**
 * The handlers of a service by what they handle. Built at start: a double handler, or one for an
 * operation that is not among the context's commands, stops the service there.
 */
public final class HandlerRegistry {
  private final Map<String, CommandHandler<?, ?>> handlers = new HashMap<>();
  private final Map<String, InternalCommandHandler<?>> internal = new HashMap<>();
  private final Set<String> missing;

  public HandlerRegistry(
      Collection<Operation<?, ?>> rows,
      Iterable<? extends CommandHandler<?, ?>> handlers,
      Iterable<? extends InternalCommandHandler<?>> internal) {
    Set<String> commands =
        rows.stream()
            .filter(row -> row.kind() == OperationKind.COMMAND)
            .map(Operation::name)
            .collect(Collectors.toSet());
    for (CommandHandler<?, ?> handler : handlers) {
      String name = handler.operation().name();
      if (!commands.contains(name)) {
        throw new IllegalStateException(name + " is no command of this context");
      }
      if (this.handlers.put(name, handler) != null) {
        throw new IllegalStateException(name + " has two handlers");
      }
    }
    for (InternalCommandHandler<?> handler : internal) {
      if (this.internal.put(handler.type().wireName(), handler) != null) {
        throw new IllegalStateException(handler.type() + " has two handlers");
      }
    }
    commands.removeAll(this.handlers.keySet());
    this.missing = Set.copyOf(commands);
  }

  /** The commands of the context that nobody handles yet. */
  public Set<String> missing() {
    return missing;
  }

  CommandHandler<?, ?> handler(String operation) {
    return handlers.get(operation);
  }

  InternalCommandHandler<?> internalHandler(String type) {
    return internal.get(type);
  }

  /** What the command's handler expects not to find; nothing for a command it will not see. */
  List<Absence<?>> expectedAbsences(IncomingCommand incoming) {
    CommandHandler<?, ?> handler =
        incoming.isReadable() && !incoming.command().isInternal()
            ? handlers.get(incoming.operation())
            : null;
    return handler == null ? List.of() : expectedAbsences(handler, incoming);
  }

  private static <Q> List<Absence<?>> expectedAbsences(
      CommandHandler<Q, ?> handler, IncomingCommand incoming) {
    try {
      return handler.expectsAbsent(incoming.request(handler.operation().requestType()));
    } catch (RuntimeException e) {
      // It is only a hint; what is wrong with the command shows when it is decided.
      return List.of();
    }
  }

  boolean runsAlone(String name) {
    CommandHandler<?, ?> handler = handlers.get(name);
    InternalCommandHandler<?> other = internal.get(name);
    return handler != null && handler.runsAlone() || other != null && other.runsAlone();
  }
}
