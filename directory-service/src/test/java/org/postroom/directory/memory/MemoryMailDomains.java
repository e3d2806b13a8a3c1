package org.postroom.directory.memory;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.application.MailDomains;
import org.postroom.directory.maildomain.model.ClosedMailDomain;
import org.postroom.directory.maildomain.model.MailDomain;
import org.postroom.kit.command.Change;

/** A view of mail domains over a map; every organization has the same. */
public final class MemoryMailDomains implements MailDomains {
  private final Map<String, MailDomain> byName = new TreeMap<>();
  private final Set<String> closed = new TreeSet<>();
  private String standard;

  /** Lets the view know a domain. */
  public void know(String name, String ownershipStatus) {
    byName.put(name, new MailDomain("registration-" + name, name, false, ownershipStatus));
  }

  /** Lets the view know the default domain. */
  public void knowDefault(String name) {
    standard = name;
  }

  /** Lets the view know a test domain. */
  public void knowTestDomain(String name) {
    byName.put(name, new MailDomain("registration-" + name, name, true, "VERIFIED"));
  }

  @Override
  public Uni<Optional<MailDomain>> find(
      Mutiny.Session session, OrganizationId organization, String domainName) {
    return Uni.createFrom()
        .item(
            () ->
                Optional.ofNullable(byName.get(domainName))
                    .filter(domain -> !closed.contains(domain.registrationId())));
  }

  @Override
  public Uni<Optional<String>> defaultOf(Mutiny.Session session, OrganizationId organization) {
    return Uni.createFrom().item(Optional.ofNullable(standard));
  }

  @Override
  public Uni<Map<String, String>> defaultsOf(Mutiny.Session session, List<String> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<List<ClosedMailDomain>> closedAfter(
      Mutiny.Session session, OrganizationId organization, String registrationId, int limit) {
    return Uni.createFrom()
        .item(
            byName.values().stream()
                .filter(domain -> closed.contains(domain.registrationId()))
                .map(domain -> new ClosedMailDomain(domain.registrationId(), domain.name()))
                .filter(domain -> domain.registrationId().compareTo(registrationId) > 0)
                .limit(limit)
                .toList());
  }

  @Override
  public Change close(OrganizationId organization, ClosedMailDomain domain) {
    return session -> {
      closed.add(domain.registrationId());
      return Uni.createFrom().voidItem();
    };
  }

  @Override
  public Uni<Void> registered(Mutiny.Session session, String organizationId, MailDomain domain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> verificationChanged(
      Mutiny.Session session, String organizationId, String registrationId, String status) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> defaultChanged(
      Mutiny.Session session, String organizationId, String registrationId, String domainName) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> deregistered(
      Mutiny.Session session, String organizationId, String registrationId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> removed(Mutiny.Session session, String organizationId) {
    throw new UnsupportedOperationException();
  }
}
