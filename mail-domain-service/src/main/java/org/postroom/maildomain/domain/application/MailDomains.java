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

/**
 * The registrations of mail domains. Reads join the given session, writes are changes.
 *
 * @implSpec Reading asks the database every time, and sees what earlier commands of the batch have
 *     changed.
 */
public interface MailDomains {
  /** The organization's registration of this name, also one that the directory has closed. */
  Uni<Optional<MailDomain>> byName(Mutiny.Session session, String organizationId, DomainName name);

  /**
   * As {@link #byName}, but not what the directory has closed. One statement: between two, a
   * closure and what was closed may both have been cleaned up.
   */
  Uni<Optional<MailDomain>> openByName(
      Mutiny.Session session, String organizationId, DomainName name);

  /** The organization's registration with this id, also one that the directory has closed. */
  Uni<Optional<MailDomain>> byId(
      Mutiny.Session session, String organizationId, String registrationId);

  /** The organization's registrations in the order of their creation, after a creation number. */
  Uni<List<MailDomain>> after(
      Mutiny.Session session, String organizationId, long creationNumber, int limit);

  /** As {@link #after}, without those that the directory has closed. */
  Uni<List<MailDomain>> openAfter(
      Mutiny.Session session, String organizationId, long creationNumber, int limit);

  /** How many custom domains the organization has that the directory has not closed. */
  Uni<Integer> countOpen(Mutiny.Session session, String organizationId);

  /** The organization's default; empty when it has no domains. */
  Uni<Optional<String>> defaultRegistration(Mutiny.Session session, String organizationId);

  /**
   * As {@link #defaultRegistration}, but the test domain while the default is one that the
   * directory has closed.
   */
  Uni<Optional<String>> openDefaultRegistration(Mutiny.Session session, String organizationId);

  /** The organization's own domain under the installation's suffix. */
  Uni<Optional<MailDomain>> testDomain(Mutiny.Session session, String organizationId);

  /** The creation number of the organization's next registration. */
  Uni<Long> nextCreationNumber(Mutiny.Session session, String organizationId);

  /**
   * Locks the given names for the organization against everyone else until the transaction ends,
   * and tells which of them belong to another. Only for handlers that run alone: the lock is a row
   * that stays. A handler that then decides against a name gives it back with {@link #release}.
   *
   * @param registrationIds the names wanted, and the registration each is wanted for
   */
  Uni<Set<DomainName>> claim(
      Mutiny.Session session, String organizationId, SortedMap<DomainName, String> registrationIds);

  /**
   * A global name's holder.
   *
   * @param registrationId its registration
   */
  record NameHolder(String organizationId, String registrationId) {}

  /**
   * Locks a name that has been claimed and tells whose it is; empty when it has been freed. Only
   * for handlers that run alone.
   */
  Uni<Optional<NameHolder>> lockHolder(Mutiny.Session session, DomainName name);

  /** Gives a locked name to another holder. Only for handlers that run alone. */
  Uni<Void> moveName(Mutiny.Session session, DomainName name, NameHolder from, NameHolder to);

  /** Makes names of the organization available to everyone. */
  Change release(String organizationId, Collection<DomainName> names);

  /** Adds the first registrations of an organization; the names must have been claimed. */
  Change addFirst(
      String organizationId, List<MailDomain> domains, MailDomain defaultDomain, Instant now);

  /** Adds a registration whose name has been claimed, with the next creation number. */
  Change add(String organizationId, MailDomain domain, Instant now);

  /** Another registration is the default. */
  Change makeDefault(String organizationId, MailDomain domain);

  /** A registration's records were found, or missed. */
  Change setStates(String organizationId, MailDomain domain);

  /** Removes registrations and makes the names that are still theirs available to everyone. */
  Change remove(String organizationId, List<MailDomain> domains);

  /** Forgets what held for all of the organization's domains. */
  Change forget(String organizationId);
}
