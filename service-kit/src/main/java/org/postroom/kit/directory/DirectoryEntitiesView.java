package org.postroom.kit.directory;

import static org.postroom.contract.directory.event.DirectoryEvents.ALIAS_CREATED;
import static org.postroom.contract.directory.event.DirectoryEvents.ALIAS_DELETED;
import static org.postroom.contract.directory.event.DirectoryEvents.ENTITY_DEREGISTERED;
import static org.postroom.contract.directory.event.DirectoryEvents.ENTITY_REGISTERED;
import static org.postroom.contract.directory.event.DirectoryEvents.GROUP_CREATED;
import static org.postroom.contract.directory.event.DirectoryEvents.GROUP_DELETED;
import static org.postroom.contract.directory.event.DirectoryEvents.PRIMARY_EMAIL_ADDRESS_CHANGED;
import static org.postroom.contract.directory.event.DirectoryEvents.RESOURCE_CREATED;
import static org.postroom.contract.directory.event.DirectoryEvents.RESOURCE_DELETED;
import static org.postroom.contract.directory.event.DirectoryEvents.RESOURCE_UPDATED;
import static org.postroom.contract.directory.event.DirectoryEvents.USER_CREATED;
import static org.postroom.contract.directory.event.DirectoryEvents.USER_DELETED;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.AliasDeleted;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.ResourceDeleted;
import org.postroom.contract.directory.event.ResourceUpdated;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.View;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Keeps {@link DirectoryEntities} after the directory's events: one handler for each type. */
public final class DirectoryEntitiesView implements View {
  private final DirectoryEntities entities;

  /** Keeps these. */
  public DirectoryEntitiesView(DirectoryEntities entities) {
    this.entities = entities;
  }

  @Override
  public BoundedContext source() {
    return BoundedContext.DIRECTORY;
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return entities.reset(session, organizationId);
  }

  @Override
  public List<ViewHandler<?>> handlers() {
    return List.of(
        userCreated(),
        groupCreated(),
        resourceCreated(),
        resourceUpdated(),
        userDeleted(),
        groupDeleted(),
        resourceDeleted(),
        registered(),
        deregistered(),
        aliasCreated(),
        aliasDeleted(),
        primaryChanged());
  }

  private ViewHandler<UserCreated> userCreated() {
    return ViewHandler.reacting(
        USER_CREATED,
        (event, at) -> entities.named(at, event.userId(), EntityType.USER, event.name()));
  }

  private ViewHandler<GroupCreated> groupCreated() {
    return ViewHandler.reacting(
        GROUP_CREATED,
        (event, at) -> entities.named(at, event.groupId(), EntityType.GROUP, event.name()));
  }

  private ViewHandler<ResourceCreated> resourceCreated() {
    return ViewHandler.reacting(
        RESOURCE_CREATED,
        (event, at) -> entities.named(at, event.resourceId(), EntityType.RESOURCE, event.name()));
  }

  private ViewHandler<ResourceUpdated> resourceUpdated() {
    return ViewHandler.reacting(
        RESOURCE_UPDATED,
        (event, at) -> entities.named(at, event.resourceId(), EntityType.RESOURCE, event.name()));
  }

  private ViewHandler<UserDeleted> userDeleted() {
    return ViewHandler.of(
        USER_DELETED, (event, at) -> deleted(at, event.userId(), EntityType.USER));
  }

  private ViewHandler<GroupDeleted> groupDeleted() {
    return ViewHandler.of(
        GROUP_DELETED, (event, at) -> deleted(at, event.groupId(), EntityType.GROUP));
  }

  private ViewHandler<ResourceDeleted> resourceDeleted() {
    return ViewHandler.of(
        RESOURCE_DELETED, (event, at) -> deleted(at, event.resourceId(), EntityType.RESOURCE));
  }

  private ViewHandler<EntityRegistered> registered() {
    return ViewHandler.of(
        ENTITY_REGISTERED,
        (event, at) ->
            entities.registered(
                at.session(), at.organizationId(), event.entityId(), event.email()));
  }

  private ViewHandler<EntityDeregistered> deregistered() {
    return ViewHandler.of(
        ENTITY_DEREGISTERED,
        (event, at) -> entities.deregistered(at.session(), at.organizationId(), event.entityId()));
  }

  private ViewHandler<AliasCreated> aliasCreated() {
    return ViewHandler.of(
        ALIAS_CREATED, (event, at) -> addressed(at, event.entityId(), event.alias(), false));
  }

  private ViewHandler<AliasDeleted> aliasDeleted() {
    return ViewHandler.of(
        ALIAS_DELETED,
        (event, at) ->
            entities.addressFreed(
                at.session(), at.organizationId(), event.entityId(), event.alias()));
  }

  private ViewHandler<PrimaryEmailAddressChanged> primaryChanged() {
    return ViewHandler.of(
        PRIMARY_EMAIL_ADDRESS_CHANGED,
        (event, at) ->
            addressed(at, event.entityId(), event.formerEmail(), false)
                .chain(() -> addressed(at, event.entityId(), event.email(), true)));
  }

  private Uni<Void> addressed(ViewContext at, String id, String address, boolean isPrimary) {
    return entities.addressed(at.session(), at.organizationId(), id, address, isPrimary);
  }

  private Uni<Void> deleted(ViewContext at, String id, EntityType type) {
    Instant when = at.event().time();
    return entities.deleted(at.session(), at.organizationId(), id, type, when);
  }
}
