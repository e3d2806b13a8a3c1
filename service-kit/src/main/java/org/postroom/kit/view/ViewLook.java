package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.postroom.contract.operation.BoundedContext;

/** Says where the view of some organizations stands. */
interface ViewLook {
  /** The view of these organizations against what the owner had committed. */
  Uni<Map<String, ViewStatus>> against(
      Positions target, BoundedContext owner, Collection<String> organizationIds);

  /** The partition of the owner's events in which an organization's are. */
  int partitionOf(String organizationId);
}
