package org.postroom.export.directoryview.application;

import static org.postroom.contract.directory.event.DirectoryEvents.ENTITY_DEREGISTERED;
import static org.postroom.contract.directory.event.DirectoryEvents.ENTITY_REGISTERED;
import static org.postroom.contract.directory.event.DirectoryEvents.PRIMARY_EMAIL_ADDRESS_CHANGED;
import static org.postroom.contract.directory.event.DirectoryEvents.RESOURCE_CREATED;
import static org.postroom.contract.directory.event.DirectoryEvents.RESOURCE_DELETED;
import static org.postroom.contract.directory.event.DirectoryEvents.RESOURCE_UPDATED;
import static org.postroom.contract.directory.event.DirectoryEvents.USER_CREATED;
import static org.postroom.contract.directory.event.DirectoryEvents.USER_DELETED;
import static org.postroom.contract.directory.event.DirectoryEvents.USER_UPDATED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.UserRole;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.View;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Keeps {@link Mailboxes} after the directory's events: one handler for each type. */
@Singleton
class MailboxesView implements View {
  private final Mailboxes mailboxes;

  MailboxesView(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public BoundedContext source() {
    return BoundedContext.DIRECTORY;
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return mailboxes.reset(session, organizationId);
  }

  @Override
  public List<ViewHandler<?>> handlers() {
    return List.of(
        ViewHandler.reacting(
            USER_CREATED,
            (event, at) ->
                mailboxes.named(at, event.userId(), event.name(), isRemote(event.role()))),
        ViewHandler.reacting(
            USER_UPDATED,
            (event, at) ->
                mailboxes.named(at, event.userId(), event.name(), isRemote(event.role()))),
        ViewHandler.reacting(
            RESOURCE_CREATED,
            (event, at) -> mailboxes.named(at, event.resourceId(), event.name(), false)),
        ViewHandler.reacting(
            RESOURCE_UPDATED,
            (event, at) -> mailboxes.named(at, event.resourceId(), event.name(), false)),
        ViewHandler.of(
            ENTITY_REGISTERED,
            (event, at) ->
                mailboxes.registered(
                    at.session(), at.organizationId(), event.entityId(), event.email())),
        ViewHandler.of(
            PRIMARY_EMAIL_ADDRESS_CHANGED,
            (event, at) ->
                mailboxes.addressed(
                    at.session(), at.organizationId(), event.entityId(), event.email())),
        ViewHandler.of(
            ENTITY_DEREGISTERED,
            (event, at) ->
                mailboxes.deregistered(at.session(), at.organizationId(), event.entityId())),
        ViewHandler.of(USER_DELETED, (event, at) -> deleted(at, event.userId())),
        ViewHandler.of(RESOURCE_DELETED, (event, at) -> deleted(at, event.resourceId())));
  }

  private static boolean isRemote(String role) {
    return UserRole.REMOTE_USER.name().equals(role);
  }

  private Uni<Void> deleted(ViewContext at, String id) {
    return mailboxes.deleted(at.session(), at.organizationId(), id);
  }
}
