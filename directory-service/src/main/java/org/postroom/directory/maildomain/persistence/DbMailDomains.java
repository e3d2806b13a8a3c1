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
import org.postroom.directory.maildomain.model.MailDomain;

/**
 * The view in its tables. Readers select columns, not entities: an entity would be what the session
 * has read first.
 */
@Singleton
class DbMailDomains implements MailDomains {

  @Override
  public Uni<Optional<MailDomain>> find(
      Mutiny.Session session, OrganizationId organization, String domainName) {
    return session
        .createQuery(
            "select d.registrationId, d.key.domainName, d.testDomain, d.ownershipStatus"
                + " from MailDomainView d"
                + " where d.key.organizationId = :organization and d.key.domainName = :domain",
            Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("domain", domainName)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(DbMailDomains::domain));
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
    return session
        .createQuery(
            "select d.organizationId, d.domainName from DefaultMailDomainView d"
                + " where d.organizationId in :ids",
            Object[].class)
        .setParameter("ids", ids)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
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
