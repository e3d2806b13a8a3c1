package org.postroom.maildomain.domain.persistence;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

/** Registrations in their tables, by plain SQL: no session remembers what it has read before. */
@Singleton
class DbMailDomains implements MailDomains {
  private static final String SELECT =
      "select d.registration_id, d.domain_name, d.test_domain, d.ownership_status, d.dkim_status,"
          + " d.creation_number from mail_domain d where d.organization_id = $1";
  private static final String OPEN =
      " and not exists (select 1 from closed_registration c"
          + " where c.organization_id = d.organization_id"
          + " and c.registration_id = d.registration_id)";
  private static final String AFTER =
      " and d.creation_number > $2 order by d.creation_number limit $3";

  @Override
  public Uni<Optional<MailDomain>> byName(
      Mutiny.Session session, String organizationId, DomainName name) {
    return one(session, SELECT + " and d.domain_name = $2", organizationId, name.text());
  }

  @Override
  public Uni<Optional<MailDomain>> openByName(
      Mutiny.Session session, String organizationId, DomainName name) {
    return one(session, SELECT + OPEN + " and d.domain_name = $2", organizationId, name.text());
  }

  @Override
  public Uni<Optional<MailDomain>> byId(
      Mutiny.Session session, String organizationId, String registrationId) {
    return one(session, SELECT + " and d.registration_id = $2", organizationId, registrationId);
  }

  @Override
  public Uni<List<MailDomain>> after(
      Mutiny.Session session, String organizationId, long creationNumber, int limit) {
    return many(session, SELECT + AFTER, organizationId, creationNumber, limit);
  }

  @Override
  public Uni<List<MailDomain>> openAfter(
      Mutiny.Session session, String organizationId, long creationNumber, int limit) {
    return many(session, SELECT + OPEN + AFTER, organizationId, creationNumber, limit);
  }

  @Override
  public Uni<Integer> countOpen(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(
            "select count(*) from mail_domain d where d.organization_id = $1 and not d.test_domain"
                + OPEN,
            organizationId)
        .map(rows -> ((Number) rows.get(0)[0]).intValue());
  }

  @Override
  public Uni<Optional<String>> defaultRegistration(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(
            "select default_registration_id from mail_domain_settings where organization_id = $1",
            organizationId)
        .map(rows -> rows.stream().findFirst().map(row -> (String) row[0]));
  }

  @Override
  public Uni<Optional<String>> openDefaultRegistration(
      Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(
            """
            select case when c.registration_id is null then s.default_registration_id
                        else t.registration_id end
            from mail_domain_settings s
            left join closed_registration c on c.organization_id = s.organization_id
              and c.registration_id = s.default_registration_id
            left join mail_domain t on t.organization_id = s.organization_id and t.test_domain
              and c.registration_id is not null
            where s.organization_id = $1
            """,
            organizationId)
        .map(rows -> rows.stream().findFirst().map(row -> (String) row[0]));
  }

  @Override
  public Uni<Optional<MailDomain>> testDomain(Mutiny.Session session, String organizationId) {
    // It is the first, so that the index of creation numbers leads to it.
    return one(
        session, SELECT + " and d.test_domain order by d.creation_number limit 1", organizationId);
  }

  @Override
  public Uni<Long> nextCreationNumber(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(
            "select last_creation_number + 1 from mail_domain_settings where organization_id = $1",
            organizationId)
        .map(rows -> ((Number) rows.get(0)[0]).longValue());
  }

  @Override
  public Uni<Set<DomainName>> claim(
      Mutiny.Session session,
      String organizationId,
      SortedMap<DomainName, String> registrationIds) {
    // One statement a name, in the order of names, so that two organizations that want the same
    // names wait for each other instead of deadlocking.
    return Multi.createFrom()
        .iterable(registrationIds.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            claimed ->
                Sql.of(session)
                    .update(
                        "insert into mail_domain_name"
                            + " (domain_name, organization_id, registration_id)"
                            + " values ($1, $2, $3) on conflict do nothing",
                        claimed.getKey().text(),
                        organizationId,
                        claimed.getValue())
                    .map(inserted -> new Claim(claimed.getKey(), inserted == 1)))
        .filter(claim -> !claim.granted())
        .map(Claim::name)
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  @Override
  public Uni<Optional<NameHolder>> lockHolder(Mutiny.Session session, DomainName name) {
    return Sql.of(session)
        .rows(
            "select organization_id, registration_id from mail_domain_name"
                + " where domain_name = $1 for update",
            name.text())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new NameHolder((String) row[0], (String) row[1])));
  }

  @Override
  public Uni<Void> moveName(
      Mutiny.Session session, DomainName name, NameHolder from, NameHolder to) {
    return Sql.of(session)
        .update(
            "update mail_domain_name set organization_id = $4, registration_id = $5"
                + " where domain_name = $1 and organization_id = $2 and registration_id = $3",
            name.text(),
            from.organizationId(),
            from.registrationId(),
            to.organizationId(),
            to.registrationId())
        .replaceWithVoid();
  }

  @Override
  public Change release(String organizationId, Collection<DomainName> names) {
    String[] texts = names.stream().map(DomainName::text).toArray(String[]::new);
    return change(
        "delete from mail_domain_name where domain_name = any($1) and organization_id = $2",
        texts,
        organizationId);
  }

  @Override
  public Change addFirst(
      String organizationId, List<MailDomain> domains, MailDomain defaultDomain, Instant now) {
    long last = domains.stream().mapToLong(MailDomain::creationNumber).max().orElseThrow();
    Change settings =
        change(
            "insert into mail_domain_settings"
                + " (organization_id, default_registration_id, last_creation_number)"
                + " values ($1, $2, $3)",
            organizationId,
            defaultDomain.registrationId(),
            last);
    return session ->
        Multi.createFrom()
            .iterable(domains)
            .onItem()
            .transformToUniAndConcatenate(domain -> insert(session, organizationId, domain, now))
            .collect()
            .last()
            .chain(() -> settings.apply(session));
  }

  @Override
  public Change add(String organizationId, MailDomain domain, Instant now) {
    Change number =
        change(
            "update mail_domain_settings set last_creation_number = $2 where organization_id = $1",
            organizationId,
            domain.creationNumber());
    return session ->
        insert(session, organizationId, domain, now).chain(() -> number.apply(session));
  }

  @Override
  public Change makeDefault(String organizationId, MailDomain domain) {
    return change(
        "update mail_domain_settings set default_registration_id = $2 where organization_id = $1",
        organizationId,
        domain.registrationId());
  }

  @Override
  public Change setStates(String organizationId, MailDomain domain) {
    return change(
        "update mail_domain set ownership_status = $3, dkim_status = $4"
            + " where organization_id = $1 and registration_id = $2",
        organizationId,
        domain.registrationId(),
        domain.ownership().name(),
        domain.dkim().name());
  }

  @Override
  public Change remove(String organizationId, List<MailDomain> domains) {
    String[] ids = domains.stream().map(MailDomain::registrationId).toArray(String[]::new);
    Change names =
        change(
            "delete from mail_domain_name n using mail_domain d"
                + " where d.organization_id = $1 and d.registration_id = any($2)"
                + " and n.domain_name = d.domain_name and n.organization_id = d.organization_id"
                + " and n.registration_id = d.registration_id",
            organizationId,
            ids);
    Change rows =
        change(
            "delete from mail_domain where organization_id = $1 and registration_id = any($2)",
            organizationId,
            ids);
    return session -> names.apply(session).chain(() -> rows.apply(session));
  }

  @Override
  public Change forget(String organizationId) {
    return change("delete from mail_domain_settings where organization_id = $1", organizationId);
  }

  private static Uni<Void> insert(
      Mutiny.Session session, String organizationId, MailDomain domain, Instant now) {
    return Sql.of(session)
        .update(
            "insert into mail_domain (organization_id, registration_id, domain_name, test_domain,"
                + " ownership_status, dkim_status, creation_number, created_at)"
                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
            organizationId,
            domain.registrationId(),
            domain.name().text(),
            domain.testDomain(),
            domain.ownership().name(),
            domain.dkim().name(),
            domain.creationNumber(),
            now.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  private static Change change(String statement, Object... parameters) {
    return session -> Sql.of(session).update(statement, parameters).replaceWithVoid();
  }

  private static Uni<Optional<MailDomain>> one(
      Mutiny.Session session, String query, Object... parameters) {
    return many(session, query, parameters).map(found -> found.stream().findFirst());
  }

  private static Uni<List<MailDomain>> many(
      Mutiny.Session session, String query, Object... parameters) {
    return Sql.of(session)
        .rows(query, parameters)
        .map(rows -> rows.stream().map(DbMailDomains::domain).toList());
  }

  private static MailDomain domain(Object[] row) {
    return new MailDomain(
        (String) row[0],
        new DomainName((String) row[1]),
        (Boolean) row[2],
        DnsRecordVerificationStatus.valueOf((String) row[3]),
        DnsRecordVerificationStatus.valueOf((String) row[4]),
        ((Number) row[5]).longValue());
  }

  private record Claim(DomainName name, boolean granted) {}
}
