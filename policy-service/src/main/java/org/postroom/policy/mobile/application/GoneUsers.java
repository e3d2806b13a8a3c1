package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.event.EventType;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Overrides of a user who is deleted go. */
@Singleton
class GoneUsers implements ViewHandler<UserDeleted> {
  @Override
  public EventType<UserDeleted> type() {
    return DirectoryEvents.USER_DELETED;
  }

  @Override
  public Uni<Void> apply(UserDeleted event, ViewContext context) {
    context.send(DropUserOverrides.TYPE, new DropUserOverrides(event.userId(), 1));
    return Uni.createFrom().voidItem();
  }
}
