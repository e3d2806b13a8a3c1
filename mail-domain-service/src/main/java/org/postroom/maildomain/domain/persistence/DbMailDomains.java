package org.postroom.maildomain.domain.persistence;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

@Singleton
class DbMailDomains implements MailDomains {

  @Override
  public Uni<Optional<MailDomain>> byName(
      Mutiny.Session session, String organizationId, DomainName name) {
    return session
        .createSelectionQuery(
            "from MailDomainRow where organizationId = ?1 and domainName = ?2", MailDomainRow.class)
        .setParameter(1, organizationId)
        .setParameter(2, name.text())
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(MailDomainRow::value));
  }

  @Override
  public Uni<List<MailDomain>> after(
      Mutiny.Session session, String organizationId, long creationNumber, int limit) {
    return session
        .createSelectionQuery(
            "from MailDomainRow where organizationId = ?1 and creationNumber > ?2"
                + " order by creationNumber",
            MailDomainRow.class)
        .setParameter(1, organizationId)
        .setParameter(2, creationNumber)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(MailDomainRow::value).toList());
  }

  @Override
  public Uni<Optional<String>> defaultRegistration(Mutiny.Session session, String organizationId) {
    return session
        .find(MailDomainSettingsRow.class, organizationId)
        .map(row -> Optional.ofNullable(row).map(settings -> settings.defaultRegistrationId));
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
                session
                    .createNativeQuery(
                        "insert into mail_domain_name"
                            + " (domain_name, organization_id, registration_id)"
                            + " values (?1, ?2, ?3) on conflict do nothing")
                    .setParameter(1, claimed.getKey().text())
                    .setParameter(2, organizationId)
                    .setParameter(3, claimed.getValue())
                    .executeUpdate()
                    .map(inserted -> new Claim(claimed.getKey(), inserted == 1)))
        .filter(claim -> !claim.granted())
        .map(Claim::name)
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  @Override
  public Change release(String organizationId, Collection<DomainName> names) {
    String[] texts = names.stream().map(DomainName::text).toArray(String[]::new);
    return session ->
        session
            .createNativeQuery(
                "delete from mail_domain_name"
                    + " where domain_name = any(?1) and organization_id = ?2")
            .setParameter(1, texts)
            .setParameter(2, organizationId)
            .executeUpdate()
            .replaceWithVoid();
  }

  @Override
  public Change addFirst(
      String organizationId, List<MailDomain> domains, MailDomain defaultDomain, Instant now) {
    Object[] rows =
        domains.stream()
            .map(domain -> (Object) new MailDomainRow(organizationId, domain, now))
            .toArray();
    long last = domains.stream().mapToLong(MailDomain::creationNumber).max().orElseThrow();
    return session ->
        session
            .persistAll(rows)
            .chain(
                () ->
                    session.persist(
                        new MailDomainSettingsRow(
                            organizationId, defaultDomain.registrationId(), last)));
  }

  @Override
  public Change remove(String organizationId, List<MailDomain> domains) {
    List<String> ids = domains.stream().map(MailDomain::registrationId).toList();
    Change names = release(organizationId, domains.stream().map(MailDomain::name).toList());
    return session ->
        session
            .createMutationQuery(
                "delete from MailDomainRow where organizationId = ?1 and registrationId in ?2")
            .setParameter(1, organizationId)
            .setParameter(2, ids)
            .executeUpdate()
            .chain(() -> names.apply(session));
  }

  @Override
  public Change forget(String organizationId) {
    return session ->
        session
            .createMutationQuery("delete from MailDomainSettingsRow where organizationId = ?1")
            .setParameter(1, organizationId)
            .executeUpdate()
            .replaceWithVoid();
  }

  private record Claim(DomainName name, boolean granted) {}
}
