package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

/** The registrations of mail domains. Reads join the given session, writes are changes. */
public interface MailDomains {
  /** The organization's registration of this name. */
  Uni<Optional<MailDomain>> byName(Mutiny.Session session, String organizationId, DomainName name);

  /** The organization's registrations in the order of their creation, after a creation number. */
  Uni<List<MailDomain>> after(
      Mutiny.Session session, String organizationId, long creationNumber, int limit);

  /** The organization's default; empty when it has no domains. */
  Uni<Optional<String>> defaultRegistration(Mutiny.Session session, String organizationId);

  /**
   * Locks the given names for the organization against everyone else until the transaction ends,
   * and tells which of them belong to another. Only for handlers that run alone: the lock is a row
   * that stays. A handler that then decides against a name gives it back with {@link #release}.
   *
   * @param registrationIds the names wanted, and the registration each is wanted for
   */
  Uni<Set<DomainName>> claim(
      Mutiny.Session session, String organizationId, SortedMap<DomainName, String> registrationIds);

  /** Makes names of the organization available to everyone. */
  Change release(String organizationId, Collection<DomainName> names);

  /** Adds the first registrations of an organization; the names must have been claimed. */
  Change addFirst(
      String organizationId, List<MailDomain> domains, MailDomain defaultDomain, Instant now);

  /** Removes registrations and makes their names available to everyone. */
  Change remove(String organizationId, List<MailDomain> domains);

  /** Forgets what held for all of the organization's domains. */
  Change forget(String organizationId);
}
