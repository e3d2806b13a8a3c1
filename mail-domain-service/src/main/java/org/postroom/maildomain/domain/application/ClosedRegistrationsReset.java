package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.ViewReset;

/** Forgets what the directory has closed before the restored directory tells it anew. */
@Singleton
class ClosedRegistrationsReset implements ViewReset {
  private final ClosedRegistrations closed;

  ClosedRegistrationsReset(ClosedRegistrations closed) {
    this.closed = closed;
  }

  @Override
  public BoundedContext source() {
    return BoundedContext.DIRECTORY;
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return closed.forgetAll(session, organizationId);
  }
}
