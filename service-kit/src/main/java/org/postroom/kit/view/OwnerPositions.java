package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;

/** Asks the owner of a view's source how far it has committed. */
interface OwnerPositions {
  /**
   * What the owner had committed at some moment after this was asked. Fails with {@link OwnerAway}.
   */
  Uni<Positions> ask(BoundedContext owner, Set<String> organizationIds);
}
