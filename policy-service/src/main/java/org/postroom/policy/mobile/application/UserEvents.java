package org.postroom.policy.mobile.application;

import static org.postroom.contract.directory.event.DirectoryEvents.USER_DELETED;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.ViewHandler;

/** Turns the going of users into our own commands: their overrides go with them. */
@Singleton
class UserEvents {
  private static final EventType<OrganizationSnapshotCompleted> TOLD_ANEW =
      EventType.of(
          BoundedContext.DIRECTORY,
          "OrganizationSnapshotCompleted",
          OrganizationSnapshotCompleted.class);

  @Produces
  @Singleton
  ViewHandler<UserDeleted> deleted() {
    return ViewHandler.reacting(
        USER_DELETED,
        (event, context) ->
            context.send(DropUserOverrides.TYPE, new DropUserOverrides(event.userId(), 1)));
  }

  /** A restored directory may not know some users any more. */
  @Produces
  @Singleton
  ViewHandler<OrganizationSnapshotCompleted> lost() {
    return ViewHandler.reacting(
        TOLD_ANEW,
        (event, context) ->
            context.send(
                DropLostOverrides.TYPE, new DropLostOverrides(context.event().epoch(), 1)));
  }
}
