package org.postroom.directory.snapshot.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.application.NumberedAddress;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Memberships;
import org.postroom.directory.mailbox.application.Mailboxes;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.application.RetoldOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.permission.application.MailboxPermissions;
import org.postroom.directory.registration.application.EntityStore;
import org.postroom.directory.resource.application.Delegations;
import org.postroom.directory.snapshot.application.RetoldRows.RetoldRow;
import org.postroom.directory.tag.application.Tags;
import org.postroom.kit.view.OrganizationSnapshot;

/**
 * Tells an organization anew after the database was restored: itself, its tags, then its users,
 * groups and resources by id, then who belongs to whom and who has which aliases. What belongs to
 * one that is being removed is left out, as everybody drops it.
 */
@Singleton
class DirectorySnapshot implements OrganizationSnapshot {
  private static final String BEFORE_ALL = "";
  private static final char SLASH = '/';

  private final Organizations organizations;
  private final Tags tags;
  private final List<RetoldRows> parts;

  DirectorySnapshot(
      Organizations organizations,
      Tags tags,
      EntityStore entities,
      Mailboxes mailboxes,
      Memberships memberships,
      Delegations delegations,
      MailboxPermissions permissions,
      EntityAddresses addresses) {
    this.organizations = organizations;
    this.tags = tags;
    this.parts =
        List.of(
            retold(entities, EntityType.USER),
            retold(entities, EntityType.GROUP),
            retold(entities, EntityType.RESOURCE),
            retold(mailboxes),
            retold(memberships::after, MemberAssociated::new),
            retold(delegations::after, DelegateAssociated::new),
            retold(permissions),
            retold(addresses));
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    return organizations
        .find(session, OrganizationId.of(organizationId))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Chunk(List.of(), null))
                    : first(session, found.get(), after)
                        .chain(first -> next(session, found.get(), first, after)));
  }

  /** What comes before the first user. */
  private Uni<List<Record>> first(Mutiny.Session session, Organization organization, String after) {
    if (after != null) {
      return Uni.createFrom().item(List.of());
    }
    return tags.of(session, organization.id())
        .map(
            tagged -> {
              List<Record> events = new ArrayList<>(RetoldOrganization.events(organization));
              events.addAll(tagged.retold());
              return events;
            });
  }

  private Uni<Chunk> next(
      Mutiny.Session session, Organization organization, List<Record> first, String after) {
    // Its removal may have begun since the chunk before.
    return organization.state().isBeingRemoved()
        ? Uni.createFrom().item(new Chunk(first, null))
        : fill(
            session,
            organization.id(),
            after == null ? new Position(0, BEFORE_ALL) : Position.parse(after),
            new ArrayList<>(first),
            MAX_ROWS);
  }

  /** Adds rows from this position on until the chunk is full or everything is told. */
  private Uni<Chunk> fill(
      Mutiny.Session session,
      OrganizationId organization,
      Position from,
      List<Record> events,
      int room) {
    if (from.part == parts.size()) {
      return Uni.createFrom().item(new Chunk(events, null));
    }
    return parts
        .get(from.part)
        .after(session, organization, from.key, room)
        .chain(
            rows -> {
              rows.forEach(row -> events.addAll(row.events()));
              return rows.size() < room
                  ? fill(
                      session,
                      organization,
                      new Position(from.part + 1, BEFORE_ALL),
                      events,
                      room - rows.size())
                  : Uni.createFrom()
                      .item(
                          new Chunk(
                              events,
                              new Position(from.part, rows.get(rows.size() - 1).key()).text()));
            });
  }

  private static RetoldRows retold(EntityStore entities, EntityType type) {
    return (session, organization, key, limit) ->
        entities
            .after(session, organization, type, key, limit)
            .map(
                found ->
                    found.stream()
                        .map(entity -> new RetoldRow(entity.id().value(), entity.retold()))
                        .toList());
  }

  private static RetoldRows retold(Mailboxes mailboxes) {
    return (session, organization, key, limit) ->
        mailboxes
            .after(session, organization, key, limit)
            .map(
                found ->
                    found.stream()
                        .map(mailbox -> new RetoldRow(mailbox.owner().value(), mailbox.retold()))
                        .toList());
  }

  private static RetoldRows retold(MailboxPermissions permissions) {
    return (session, organization, key, limit) -> {
      int slash = key.indexOf('/');
      String owner = slash < 0 ? BEFORE_ALL : key.substring(0, slash);
      return permissions
          .after(session, organization, owner, key.substring(slash + 1), limit)
          .map(
              found ->
                  found.stream()
                      .map(
                          grant ->
                              new RetoldRow(
                                  grant.owner().id() + "/" + grant.grantee().id(),
                                  List.of(grant.event())))
                      .toList());
    };
  }

  private static RetoldRows retold(EntityAddresses addresses) {
    return (session, organization, key, limit) -> {
      int slash = key.indexOf(SLASH);
      String owner = slash < 0 ? BEFORE_ALL : key.substring(0, slash);
      long number = slash < 0 ? 0 : Long.parseLong(key.substring(slash + 1));
      return addresses
          .after(session, organization, owner, number, limit)
          .map(found -> found.stream().map(DirectorySnapshot::row).toList());
    };
  }

  private static RetoldRow row(NumberedAddress address) {
    return new RetoldRow(address.owner().id().value() + SLASH + address.number(), address.retold());
  }

  private static RetoldRows retold(Links links, Told told) {
    return (session, organization, key, limit) -> {
      int slash = key.indexOf(SLASH);
      String to = slash < 0 ? BEFORE_ALL : key.substring(0, slash);
      return links
          .after(session, organization, to, key.substring(slash + 1), limit)
          .map(found -> found.stream().map(link -> row(link, told)).toList());
    };
  }

  private static RetoldRow row(EntityLink link, Told told) {
    String to = link.to().value();
    String of = link.of().id().value();
    return new RetoldRow(to + SLASH + of, List.of(told.event(to, of, link.of().type().name())));
  }

  /** Memberships or delegations behind one. */
  private interface Links {
    Uni<List<EntityLink>> after(
        Mutiny.Session session, OrganizationId organization, String to, String of, int limit);
  }

  /** The event that tells of one. */
  private interface Told {
    Record event(String to, String of, String type);
  }

  /**
   * Where a chunk ends.
   *
   * @param part the number of the kind
   * @param key of the last row of it
   */
  private record Position(int part, String key) {
    static Position parse(String text) {
      int slash = text.indexOf(SLASH);
      return new Position(Integer.parseInt(text.substring(0, slash)), text.substring(slash + 1));
    }

    String text() {
      return part + "/" + key;
    }
  }
}
