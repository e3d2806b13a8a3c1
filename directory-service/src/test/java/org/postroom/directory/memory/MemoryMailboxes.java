package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.Mailboxes;
import org.postroom.directory.mailbox.model.MailboxSpace;
import org.postroom.kit.command.Change;

/** Mailboxes over maps; owners of all organizations together. */
public final class MemoryMailboxes implements Mailboxes {
  public final TreeMap<String, MailboxSpace> byOwner = new TreeMap<>();
  public final Map<String, Instant> keptUntil = new TreeMap<>();

  @Override
  public Uni<Optional<MailboxSpace>> find(
      Mutiny.Session session, OrganizationId organization, EntityId owner) {
    return item(
        Optional.ofNullable(byOwner.get(owner.value()))
            .filter(space -> !keptUntil.containsKey(owner.value())));
  }

  @Override
  public Uni<List<MailboxSpace>> after(
      Mutiny.Session session, OrganizationId organization, String owner, int limit) {
    return item(byOwner.tailMap(owner, false).values().stream().limit(limit).toList());
  }

  @Override
  public Change use(OrganizationId organization, EntityId owner, int partition) {
    return change(
        () -> {
          byOwner.putIfAbsent(owner.value(), new MailboxSpace(owner, MailboxSpace.MAX_QUOTA, 0));
          keptUntil.remove(owner.value());
        });
  }

  @Override
  public Change keep(OrganizationId organization, EntityId owner, int partition, Instant until) {
    return change(
        () -> {
          if (byOwner.containsKey(owner.value())) {
            keptUntil.put(owner.value(), until);
          }
        });
  }

  @Override
  public Change setQuota(OrganizationId organization, EntityId owner, int megabytes) {
    return change(
        () ->
            byOwner.computeIfPresent(
                owner.value(),
                (id, space) -> new MailboxSpace(owner, megabytes, space.sizeBytes())));
  }

  @Override
  public Change report(OrganizationId organization, List<MailboxUsage> sizes, Instant at) {
    return change(
        () ->
            sizes.forEach(
                size ->
                    byOwner.computeIfPresent(
                        size.entityId(),
                        (id, space) ->
                            new MailboxSpace(
                                space.owner(), space.quotaMegabytes(), size.sizeBytes()))));
  }

  @Override
  public Uni<Boolean> isDue(
      Mutiny.Session session, OrganizationId organization, EntityId owner, Instant now) {
    return item(keptUntil.containsKey(owner.value()) && !keptUntil.get(owner.value()).isAfter(now));
  }

  @Override
  public Uni<List<EntityId>> due(Mutiny.Session session, OrganizationId organization, Instant now) {
    return item(
        keptUntil.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(now))
            .map(entry -> new EntityId(entry.getKey()))
            .toList());
  }

  @Override
  public Change purge(OrganizationId organization, List<EntityId> owners) {
    return change(
        () ->
            owners.forEach(
                owner -> {
                  byOwner.remove(owner.value());
                  keptUntil.remove(owner.value());
                }));
  }
}
