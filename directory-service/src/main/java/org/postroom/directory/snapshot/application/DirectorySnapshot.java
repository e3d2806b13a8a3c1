package org.postroom.directory.snapshot.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
import org.postroom.directory.mailbox.model.MailboxSpace;
import org.postroom.directory.maildomain.application.MailDomains;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.application.RetoldOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.permission.application.MailboxPermissions;
import org.postroom.directory.permission.model.MailboxGrant;
import org.postroom.directory.registration.application.EntityStore;
import org.postroom.directory.resource.application.Delegations;
import org.postroom.directory.snapshot.application.RetoldRows.RetoldRow;
import org.postroom.directory.tag.application.Tags;
import org.postroom.kit.view.OrganizationSnapshot;

/**
 * Tells an organization anew: itself, its tags, then its users, groups and resources by id, then
 * who belongs to whom, who has which aliases and which registrations of mail domains are closed.
 * What belongs to one that is being removed is left out, as everybody drops it.
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
      EntityAddresses addresses,
      MailDomains mailDomains) {
    this.organizations = organizations;
    this.tags = tags;
    this.parts =
        List.of(
            entities(entities, EntityType.USER),
            entities(entities, EntityType.GROUP),
            entities(entities, EntityType.RESOURCE),
            byId(mailboxes::after, DirectorySnapshot::row),
            byPair(memberships::after, link -> row(link, MemberAssociated::new)),
            byPair(delegations::after, link -> row(link, DelegateAssociated::new)),
            byPair(permissions::after, DirectorySnapshot::row),
            byPair(
                (session, organization, owner, number, limit) ->
                    addresses.after(session, organization, owner, number(number), limit),
                DirectorySnapshot::row),
            byId(
                mailDomains::closedAfter,
                closed -> new RetoldRow(closed.registrationId(), List.of(closed.closed()))));
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

  /** One that never was has nothing to be told of either. */
  @Override
  public Uni<Boolean> isGone(Mutiny.Session session, String organizationId) {
    return organizations
        .find(session, OrganizationId.of(organizationId))
        .map(found -> found.isEmpty() || found.get().state() == OrganizationState.DELETED);
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

  private static RetoldRows entities(EntityStore entities, EntityType type) {
    return byId(
        (session, organization, after, limit) ->
            entities.after(session, organization, type, after, limit),
        entity -> new RetoldRow(entity.id().value(), entity.retold()));
  }

  /** Rows whose key is one id. */
  private static <T> RetoldRows byId(AfterId<T> source, Function<? super T, RetoldRow> row) {
    return (session, organization, key, limit) ->
        source
            .after(session, organization, key, limit)
            .map(found -> found.stream().map(row).toList());
  }

  /** Rows whose key is an id and something behind it. */
  private static <T> RetoldRows byPair(AfterPair<T> source, Function<? super T, RetoldRow> row) {
    return (session, organization, key, limit) -> {
      int slash = key.indexOf(SLASH);
      String first = slash < 0 ? BEFORE_ALL : key.substring(0, slash);
      return source
          .after(session, organization, first, key.substring(slash + 1), limit)
          .map(found -> found.stream().map(row).toList());
    };
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static RetoldRow row(MailboxSpace mailbox) {
    return new RetoldRow(mailbox.owner().value(), mailbox.retold());
  }

  private static RetoldRow row(MailboxGrant grant) {
    return new RetoldRow(
        grant.owner().id().value() + SLASH + grant.grantee().id(), List.of(grant.event()));
  }

  private static RetoldRow row(NumberedAddress address) {
    return new RetoldRow(address.owner().id().value() + SLASH + address.number(), address.retold());
  }

  private static RetoldRow row(EntityLink link, Told told) {
    String to = link.to().value();
    String of = link.of().id().value();
    return new RetoldRow(to + SLASH + of, List.of(told.event(to, of, link.of().type().name())));
  }

  /** What comes behind an id, in the order of ids. */
  private interface AfterId<T> {
    Uni<List<T>> after(
        Mutiny.Session session, OrganizationId organization, String after, int limit);
  }

  /** What comes behind a pair, in the order of pairs. */
  private interface AfterPair<T> {
    Uni<List<T>> after(
        Mutiny.Session session,
        OrganizationId organization,
        String first,
        String second,
        int limit);
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
