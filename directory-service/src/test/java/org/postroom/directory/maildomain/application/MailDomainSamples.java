package org.postroom.directory.maildomain.application;

/** Parts of this package for the tests of others. */
public final class MailDomainSamples {
  private MailDomainSamples() {}

  /** The rule over a view. */
  public static UsableMailDomain rule(MailDomains mailDomains) {
    return new UsableMailDomain(mailDomains);
  }
}
