package org.postroom.directory.maildomain.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.model.ClosedMailDomain;
import org.postroom.directory.maildomain.model.MailDomain;
import org.postroom.kit.command.Change;

/**
 * The directory's view of mail domains, written only by what their owner's events tell, under the
 * directory's own closures of registrations, which outlive what the view is told.
 *
 * @implSpec Reading asks the database every time: a session that has read before must still see
 *     what the view has applied since.
 */
public interface MailDomains {
  /** The organization's registration of this domain, in lower case, unless it is closed. */
  Uni<Optional<MailDomain>> find(
      Mutiny.Session session, OrganizationId organization, String domainName);

  /** The organization's default domain; the test domain while that is one that is closed. */
  Uni<Optional<String>> defaultOf(Mutiny.Session session, OrganizationId organization);

  /** The default domains of those of these organizations that have one. */
  Uni<Map<String, String>> defaultsOf(Mutiny.Session session, List<String> organizationIds);

  /** At most {@code limit} closed registrations behind this id, in the order of ids. */
  Uni<List<ClosedMailDomain>> closedAfter(
      Mutiny.Session session, OrganizationId organization, String registrationId, int limit);

  /** Closes a registration for new addresses, for good. */
  Change close(OrganizationId organization, ClosedMailDomain domain);

  /** A domain has been registered. */
  Uni<Void> registered(Mutiny.Session session, String organizationId, MailDomain domain);

  /** A registration's ownership has been checked. */
  Uni<Void> verificationChanged(
      Mutiny.Session session, String organizationId, String registrationId, String ownershipStatus);

  /** A registration is the default now. */
  Uni<Void> defaultChanged(
      Mutiny.Session session, String organizationId, String registrationId, String domainName);

  /** A registration is gone. */
  Uni<Void> deregistered(Mutiny.Session session, String organizationId, String registrationId);

  /** Everything of an organization is gone. */
  Uni<Void> removed(Mutiny.Session session, String organizationId);
}
