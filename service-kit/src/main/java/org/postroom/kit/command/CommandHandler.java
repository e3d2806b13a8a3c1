package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.postroom.contract.operation.Operation;

/**
 * Decides one operation: parse, load, decide, describe. It is a CDI bean and is found by its
 * operation; a service with two handlers for one operation, or one for a foreign operation, does
 * not start.
 *
 * @implSpec The handler only reads. It refuses by failing with {@link
 *     org.postroom.contract.error.OperationRejected}; any other failure is infrastructure or a bug
 *     and rolls the batch back.
 */
public interface CommandHandler<Q, R> {
  /** The row it implements. */
  Operation<Q, R> operation();

  /** Decides the request. */
  Uni<Outcome<R>> handle(Q request, CommandContext context);

  /**
   * What the handler will look for by key and expects not to find; asking for it ahead saves a
   * round trip for each command of a batch. It is a hint: without it the handler decides the same.
   */
  default List<Absence<?>> expectsAbsent(Q request) {
    return List.of();
  }

  /**
   * Whether it takes locks beyond its organization (aliases, domain names, quotas per account).
   * Such a command is a batch of its own, and takes its locks in a fixed order.
   */
  default boolean runsAlone() {
    return false;
  }
}
