package org.postroom.directory.registration.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;

/**
 * What DeleteUser, DeleteGroup and DeleteResource do: the entity is a tombstone at once and its
 * name is free; it is no member, has no members, and the like. What is unknown or DELETED already
 * is no error.
 */
@Singleton
public class EntityDeletion {
  private final EntityStore entities;
  private final EntityNames names;
  private final Tombstones tombstones;
  private final EntityLinks links;

  public EntityDeletion(
      EntityStore entities, EntityNames names, Tombstones tombstones, EntityLinks links) {
    this.entities = entities;
    this.names = names;
    this.tombstones = tombstones;
    this.links = links;
  }

  /** The outcome, and the deletion of what was found. */
  public <R> Uni<Outcome<R>> of(
      Optional<? extends DirectoryEntity<?>> found, Outcome<R> outcome, CommandContext context) {
    Optional<Decision<? extends DirectoryEntity<?>>> decision = found.map(DirectoryEntity::delete);
    return decision
        .filter(deletion -> !deletion.changesNothing())
        .map(deletion -> unlinked(deleted(deletion, outcome, context), deletion.after(), context))
        .orElseGet(() -> Uni.createFrom().item(outcome));
  }

  /** What ties it to others means nothing from now on, and is removed in chunks. */
  private <R> Uni<Outcome<R>> unlinked(
      Outcome<R> outcome, DirectoryEntity<?> entity, CommandContext context) {
    return links
        .any(context.session(), entity.organizationId(), entity.id())
        .map(
            any ->
                any
                    ? outcome.sending(DropEntityLinks.of(entity.organizationId(), entity.id(), 1))
                    : outcome);
  }

  private <R> Outcome<R> deleted(
      Decision<? extends DirectoryEntity<?>> decision, Outcome<R> outcome, CommandContext context) {
    DirectoryEntity<?> entity = decision.after();
    return Decisions.told(
        outcome
            .changing(entities.replace(entity))
            .changing(
                tombstones.add(
                    entity.organizationId(),
                    entity.named(),
                    context.partition(),
                    context.now().plus(DirectoryEntity.TOMBSTONE_LIFE)))
            .changing(names.free(entity.organizationId(), entity.name().key())),
        decision);
  }
}
