package org.postroom.kit.command;

import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The rows that a batch's session holds, for a change that has altered some by a statement of its
 * own. A change never empties the session: what it holds of other rows, which may have been
 * persisted in this transaction, is part of what the kit knows about their absence.
 */
public final class HeldRows {
  private HeldRows() {}

  /**
   * Lets go of rows that the session has nothing to write of, so that they are read again when
   * somebody looks for them.
   *
   * @param rows which of the entities
   */
  public static void letGo(Mutiny.Session session, Predicate<Object> rows) {
    new LoadedEntities(session).letGo(rows);
  }
}
