package org.postroom.mailserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;

/**
 * Whose every address is, kept in memory after the directory's events. Events may come twice: what
 * is not newer than an organization's last one is dropped. Topics keep events for a while only:
 * what came before is told again now and then, of which only those take notice who need it.
 */
final class Addresses {
  private final Map<String, Organization> organizations = new HashMap<>();
  private final Map<String, Step<?>> steps = new HashMap<>();

  Addresses() {
    on(DirectoryEvents.USER_CREATED, (o, e) -> o.entity(e.userId()).named(e.name(), e.role()));
    on(DirectoryEvents.USER_UPDATED, (o, e) -> o.entity(e.userId()).named(e.name(), e.role()));
    on(DirectoryEvents.RESOURCE_CREATED, (o, e) -> o.entity(e.resourceId()).named(e.name(), ""));
    on(DirectoryEvents.RESOURCE_UPDATED, (o, e) -> o.entity(e.resourceId()).named(e.name(), ""));
    on(DirectoryEvents.USER_DELETED, (o, e) -> o.entities.remove(e.userId()));
    on(DirectoryEvents.GROUP_DELETED, (o, e) -> o.entities.remove(e.groupId()));
    on(DirectoryEvents.RESOURCE_DELETED, (o, e) -> o.entities.remove(e.resourceId()));
    on(
        DirectoryEvents.ENTITY_REGISTERED,
        (o, e) -> o.entity(e.entityId()).registered(e.entityType(), e.email()));
    on(DirectoryEvents.ENTITY_DEREGISTERED, (o, e) -> o.entity(e.entityId()).deregistered());
    on(DirectoryEvents.ALIAS_CREATED, (o, e) -> o.entity(e.entityId()).aliasAdded(e.alias()));
    on(DirectoryEvents.ALIAS_DELETED, (o, e) -> o.entity(e.entityId()).aliasRemoved(e.alias()));
    on(
        DirectoryEvents.PRIMARY_EMAIL_ADDRESS_CHANGED,
        (o, e) -> o.entity(e.entityId()).primaryChanged(e.email(), e.formerEmail()));
    on(DirectoryEvents.ORGANIZATION_DELETING, (o, e) -> o.entities.clear());
    on(
        new EventType<>(
            DirectoryEvents.CATALOGUE.of(new OrganizationSnapshotStarted()).wireName(),
            DirectoryEvents.CATALOGUE.context(),
            OrganizationSnapshotStarted.class),
        (o, e) -> o.entities.clear());
    on(
        new EventType<>(
            DirectoryEvents.CATALOGUE.of(new OrganizationSnapshotCompleted()).wireName(),
            DirectoryEvents.CATALOGUE.context(),
            OrganizationSnapshotCompleted.class),
        (o, e) -> o.isWhole = true);
  }

  /** Applies the next event of its organization. */
  synchronized void apply(EventEnvelope event) {
    Organization organization =
        organizations.computeIfAbsent(event.organizationId(), id -> new Organization());
    if (!organization.advancesTo(event.epoch(), event.sequence())
        || event.retold() && organization.isWhole) {
      return;
    }
    Step<?> step = steps.get(event.type());
    if (step != null) {
      step.apply(organization, event.data());
    }
  }

  /** The mailbox that mail to an address goes to. */
  synchronized Optional<Mailbox> mailboxAt(String address) {
    String key = Entity.key(address);
    return one(entity -> entity.has(key) && entity.hasMailbox()).map(this::mailbox);
  }

  /** The mailbox with this address, or of the entity with this id. */
  synchronized Optional<Mailbox> mailboxCalled(String addressOrId) {
    return mailboxAt(addressOrId)
        .or(() -> one(entity -> entity.id().equals(addressOrId)).map(this::mailbox));
  }

  /** The address of the only mailbox whose owner has this name; names are no addresses. */
  synchronized Optional<String> addressOf(String name) {
    String key = Entity.key(name);
    return one(entity -> entity.isCalled(key) && entity.hasMailbox()).map(Entity::primaryAddress);
  }

  private Mailbox mailbox(Entity entity) {
    return new Mailbox(entity.id());
  }

  private Optional<Entity> one(Predicate<Entity> wanted) {
    List<Entity> found = new ArrayList<>();
    for (Organization organization : organizations.values()) {
      organization.entities.values().stream().filter(wanted).forEach(found::add);
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private <E extends Record> void on(EventType<E> type, BiConsumer<Organization, E> change) {
    steps.put(type.wireName(), new Step<>(type, change));
  }

  private record Step<E extends Record>(EventType<E> type, BiConsumer<Organization, E> change) {
    void apply(Organization organization, byte[] data) {
      change.accept(organization, Json.read(data, type.dataType()));
    }
  }

  private static final class Organization {
    private final Map<String, Entity> entities = new HashMap<>();
    private long epoch;
    private long sequence;

    /** Whether everything was heard, from the beginning or from the start of a retelling on. */
    private boolean isWhole;

    Entity entity(String id) {
      return entities.computeIfAbsent(id, Entity::new);
    }

    boolean advancesTo(long newEpoch, long newSequence) {
      if (newEpoch < epoch || newEpoch == epoch && newSequence <= sequence) {
        return false;
      }
      boolean isNext = newEpoch == epoch && newSequence == sequence + 1;
      isWhole = newSequence == 1 || isWhole && isNext;
      epoch = newEpoch;
      sequence = newSequence;
      return true;
    }
  }
}
