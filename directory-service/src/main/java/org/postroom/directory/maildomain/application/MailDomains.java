package org.postroom.directory.maildomain.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.model.MailDomain;

/**
 * The directory's view of mail domains, written only by what their owner's events tell.
 *
 * @implSpec Reading asks the database every time: a session that has read before must still see
 *     what the view has applied since.
 */
public interface MailDomains {
  /** The organization's registration of this domain, in lower case. */
  Uni<Optional<MailDomain>> find(
      Mutiny.Session session, OrganizationId organization, String domainName);

  /** The organization's default domain. */
  Uni<Optional<String>> defaultOf(Mutiny.Session session, OrganizationId organization);

  /** The default domains of those of these organizations that have one. */
  Uni<Map<String, String>> defaultsOf(Mutiny.Session session, List<String> organizationIds);

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
