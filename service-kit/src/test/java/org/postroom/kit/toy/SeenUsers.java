package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.event.EventType;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Sql;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;
import org.postroom.kit.view.ViewReset;

/** The toy context's view: the directory's users. A user's deletion makes it count as well. */
public final class SeenUsers {
  private SeenUsers() {}

  @Singleton
  static class Created implements ViewHandler<UserCreated> {
    @Override
    public EventType<UserCreated> type() {
      return DirectoryEvents.USER_CREATED;
    }

    @Override
    public Uni<Void> apply(UserCreated event, ViewContext context) {
      return Sql.of(context.session())
          .update(
              "insert into seen_user values ($1, $2, $3) on conflict do nothing",
              context.organizationId(),
              event.userId(),
              event.name())
          .replaceWithVoid();
    }
  }

  @Singleton
  static class Deleted implements ViewHandler<UserDeleted> {
    @Override
    public EventType<UserDeleted> type() {
      return DirectoryEvents.USER_DELETED;
    }

    @Override
    public Uni<Void> apply(UserDeleted event, ViewContext context) {
      context.send(AddLater.TYPE, new AddLater(1));
      return Sql.of(context.session())
          .update(
              "delete from seen_user where organization_id = $1 and user_id = $2",
              context.organizationId(),
              event.userId())
          .replaceWithVoid();
    }
  }

  @Singleton
  static class Reset implements ViewReset {
    @Override
    public BoundedContext source() {
      return BoundedContext.DIRECTORY;
    }

    @Override
    public Uni<Void> reset(Mutiny.Session session, String organizationId) {
      return Sql.of(session)
          .update("delete from seen_user where organization_id = $1", organizationId)
          .replaceWithVoid();
    }
  }
}
