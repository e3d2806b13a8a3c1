package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A write that an accepted command makes. Handlers describe changes, the kit applies them in order
 * inside the batch's transaction, and only once the command is accepted: a refused command leaves
 * no trace, whatever its handler did.
 *
 * @implSpec A change only writes. Anything it must know was read before the decision. A change that
 *     removes a row whose key a later command of the same batch may insert again flushes the
 *     session.
 */
@FunctionalInterface
public interface Change {
  /** Writes; a failure rolls the whole batch back. */
  Uni<Void> apply(Mutiny.Session session);
}
