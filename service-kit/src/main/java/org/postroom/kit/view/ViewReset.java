package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.operation.BoundedContext;

/**
 * Empties a view of one organization, because its owner was restored and begins a new epoch with a
 * snapshot that replaces everything told before. A CDI bean; every view of a context has one.
 */
public interface ViewReset {
  /** Whose events the view follows. */
  BoundedContext source();

  /** Deletes the organization's rows of the view, flushed. */
  Uni<Void> reset(Mutiny.Session session, String organizationId);
}
