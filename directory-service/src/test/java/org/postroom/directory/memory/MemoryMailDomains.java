package org.postroom.directory.memory;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.application.MailDomains;
import org.postroom.directory.maildomain.model.MailDomain;

/** A view of mail domains over a map; every organization has the same. */
public final class MemoryMailDomains implements MailDomains {
  private final Map<String, MailDomain> byName = new TreeMap<>();

  /** Lets the view know a domain. */
  public void know(String name, String ownershipStatus) {
    byName.put(name, new MailDomain("registration-" + name, name, false, ownershipStatus));
  }

  @Override
  public Uni<Optional<MailDomain>> find(
      Mutiny.Session session, OrganizationId organization, String domainName) {
    return Uni.createFrom().item(() -> Optional.ofNullable(byName.get(domainName)));
  }

  @Override
  public Uni<Optional<String>> defaultOf(Mutiny.Session session, OrganizationId organization) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Map<String, String>> defaultsOf(Mutiny.Session session, List<String> ids) {
    throw new UnsupportedOperationException();
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
