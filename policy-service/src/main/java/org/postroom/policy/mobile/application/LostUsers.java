package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Overrides of a user whom a restored directory does not know any more go. */
@Singleton
class LostUsers implements ViewHandler<OrganizationSnapshotCompleted> {
  private static final EventType<OrganizationSnapshotCompleted> TOLD_ANEW =
      EventType.of(
          BoundedContext.DIRECTORY,
          "OrganizationSnapshotCompleted",
          OrganizationSnapshotCompleted.class);

  @Override
  public EventType<OrganizationSnapshotCompleted> type() {
    return TOLD_ANEW;
  }

  @Override
  public Uni<Void> apply(OrganizationSnapshotCompleted event, ViewContext context) {
    context.send(DropLostOverrides.TYPE, new DropLostOverrides(context.event().epoch(), 1));
    return Uni.createFrom().voidItem();
  }
}
