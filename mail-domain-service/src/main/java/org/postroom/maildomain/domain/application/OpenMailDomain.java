package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

/** A domain that the organization has and that the directory has not closed. */
@Singleton
public class OpenMailDomain {
  private final MailDomains domains;
  private final ClosedRegistrations closed;

  OpenMailDomain(MailDomains domains, ClosedRegistrations closed) {
    this.domains = domains;
    this.closed = closed;
  }

  /**
   * The domain with this name. What the directory has closed is not found, so it is asked for after
   * having caught up with the directory.
   *
   * @param text a caller's text; one that is no domain name cannot have been registered
   */
  public Uni<MailDomain> require(Mutiny.Session session, String organizationId, String text) {
    return DomainName.parse(text)
        .map(name -> find(session, organizationId, name))
        .orElse(Uni.createFrom().item(Optional.empty()))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new OperationRejected(
                            ErrorCode.MAIL_DOMAIN_NOT_FOUND,
                            "Mail domain " + text + " does not exist.")));
  }

  private Uni<Optional<MailDomain>> find(
      Mutiny.Session session, String organizationId, DomainName name) {
    return domains
        .byName(session, organizationId, name)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(found)
                    : closed
                        .contain(session, organizationId, found.get().registrationId())
                        .map(isClosed -> found.filter(domain -> !isClosed)));
  }
}
