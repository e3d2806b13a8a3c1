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

  OpenMailDomain(MailDomains domains) {
    this.domains = domains;
  }

  /**
   * The domain with this name. What the directory has closed is not found, so it is asked for after
   * having caught up with the directory.
   *
   * @param text a caller's text; one that is no domain name cannot have been registered
   */
  public Uni<MailDomain> require(Mutiny.Session session, String organizationId, String text) {
    return DomainName.parse(text)
        .map(name -> domains.openByName(session, organizationId, name))
        .orElse(Uni.createFrom().item(Optional.empty()))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new OperationRejected(
                            ErrorCode.MAIL_DOMAIN_NOT_FOUND,
                            "Mail domain " + text + " does not exist.")));
  }
}
