package org.postroom.directory.maildomain.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.application.MailDomains;
import org.postroom.directory.maildomain.model.ClosedMailDomain;
import org.postroom.directory.maildomain.model.MailDomain;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;

/**
 * The view in its tables. Readers use plain SQL, not entities: an entity would be what the session
 * has read first.
 */
@Singleton
class DbMailDomains implements MailDomains {
  static final String FIND =
      """
      select d.registration_id, d.domain_name, d.test_domain, d.ownership_status
      from mail_domain_view d
      left join closed_mail_domain c
        on c.organization_id = d.organization_id and c.registration_id = d.registration_id
      where d.organization_id = $1 and d.domain_name = $2 and c.registration_id is null
      """;

  /** A closed domain can be the default for a moment: until its owner has heard of the closure. */
  static final String DEFAULTS =
      """
      select d.organization_id, coalesce(t.domain_name, d.domain_name)
      from default_mail_domain_view d
      left join closed_mail_domain c
        on c.organization_id = d.organization_id and c.registration_id = d.registration_id
      left join mail_domain_view t
        on c.registration_id is not null and t.organization_id = d.organization_id
        and t.test_domain
      where d.organization_id = any($1)
      """;

  @Override
  public Uni<Optional<MailDomain>> find(
      Mutiny.Session session, OrganizationId organization, String domainName) {
    return Sql.of(session)
        .rows(FIND, organization.value(), domainName)
        .map(rows -> rows.stream().findFirst().map(DbMailDomains::domain));
  }

  @Override
  public Uni<Optional<String>> defaultOf(Mutiny.Session session, OrganizationId organization) {
    return defaultsOf(session, List.of(organization.value()))
        .map(defaults -> Optional.ofNullable(defaults.get(organization.value())));
  }

  @Override
  public Uni<Map<String, String>> defaultsOf(Mutiny.Session session, List<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.of(session)
        .rows(DEFAULTS, (Object) ids.toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
  }

  @Override
  public Uni<List<ClosedMailDomain>> closedAfter(
      Mutiny.Session session, OrganizationId organization, String registrationId, int limit) {
    return Sql.of(session)
        .rows(
            "select registration_id, domain_name from closed_mail_domain"
                + " where organization_id = $1 and registration_id > $2"
                + " order by registration_id limit $3",
            organization.value(),
            registrationId,
            limit)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new ClosedMailDomain((String) row[0], (String) row[1]))
                    .toList());
  }

  @Override
  public Change close(OrganizationId organization, ClosedMailDomain domain) {
    return session ->
        Sql.of(session)
            .update(
                "insert into closed_mail_domain (organization_id, registration_id, domain_name)"
                    + " values ($1, $2, $3) on conflict do nothing",
                organization.value(),
                domain.registrationId(),
                domain.name())
            .replaceWithVoid();
  }

  @Override
  public Uni<Void> registered(Mutiny.Session session, String organizationId, MailDomain domain) {
    MailDomainViewKey key = new MailDomainViewKey(organizationId, domain.name());
    return session
        .find(MailDomainViewRow.class, key)
        .chain(
            existing -> {
              MailDomainViewRow row = existing == null ? new MailDomainViewRow() : existing;
              row.key = key;
              row.registrationId = domain.registrationId();
              row.testDomain = domain.testDomain();
              row.ownershipStatus = domain.ownershipStatus();
              return existing == null ? session.persist(row) : Uni.createFrom().voidItem();
            });
  }

  @Override
  public Uni<Void> verificationChanged(
      Mutiny.Session session,
      String organizationId,
      String registrationId,
      String ownershipStatus) {
    return registrations(session, organizationId, registrationId)
        .invoke(rows -> rows.forEach(row -> row.ownershipStatus = ownershipStatus))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> defaultChanged(
      Mutiny.Session session, String organizationId, String registrationId, String domainName) {
    return session
        .find(DefaultMailDomainViewRow.class, organizationId)
        .chain(
            existing -> {
              DefaultMailDomainViewRow row =
                  existing == null ? new DefaultMailDomainViewRow() : existing;
              row.organizationId = organizationId;
              row.registrationId = registrationId;
              row.domainName = domainName;
              return existing == null ? session.persist(row) : Uni.createFrom().voidItem();
            });
  }

  @Override
  public Uni<Void> deregistered(
      Mutiny.Session session, String organizationId, String registrationId) {
    return registrations(session, organizationId, registrationId)
        .chain(rows -> session.removeAll(rows.toArray()))
        .chain(session::flush);
  }

  @Override
  public Uni<Void> removed(Mutiny.Session session, String organizationId) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createQuery(
                        "from MailDomainView d where d.key.organizationId = :organization",
                        MailDomainViewRow.class)
                    .setParameter("organization", organizationId)
                    .getResultList())
        .chain(rows -> session.removeAll(rows.toArray()))
        .chain(() -> session.find(DefaultMailDomainViewRow.class, organizationId))
        .chain(row -> row == null ? Uni.createFrom().voidItem() : session.remove(row))
        .chain(session::flush);
  }

  private static Uni<List<MailDomainViewRow>> registrations(
      Mutiny.Session session, String organizationId, String registrationId) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createQuery(
                        "from MailDomainView d where d.key.organizationId = :organization"
                            + " and d.registrationId = :registration",
                        MailDomainViewRow.class)
                    .setParameter("organization", organizationId)
                    .setParameter("registration", registrationId)
                    .getResultList());
  }

  private static MailDomain domain(Object[] row) {
    return new MailDomain((String) row[0], (String) row[1], (boolean) row[2], (String) row[3]);
  }
}
