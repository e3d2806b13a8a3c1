package org.postroom.directory.maildomain.model;

import org.postroom.contract.directory.event.MailDomainClosed;

/**
 * A registration that takes no new addresses, for good.
 *
 * @param registrationId the one that is closed, not a later one of the same domain
 * @param name the domain, in lower case
 */
public record ClosedMailDomain(String registrationId, String name) {

  /** The event that tells of it. */
  public MailDomainClosed closed() {
    return new MailDomainClosed(registrationId, name);
  }
}
