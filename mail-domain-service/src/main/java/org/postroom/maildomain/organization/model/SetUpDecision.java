package org.postroom.maildomain.organization.model;

import java.util.List;
import org.postroom.maildomain.domain.model.MailDomain;

/** What mail-domain answers to the set-up of an organization. */
public sealed interface SetUpDecision {

  /**
   * The organization gets these domains.
   *
   * @param domains in the order of their creation; the first is the test domain and the default
   */
  record Accepted(List<MailDomain> domains) implements SetUpDecision {
    public Accepted {
      domains = List.copyOf(domains);
    }

    /** Those that its creator named. */
    public List<MailDomain> customDomains() {
      return domains.subList(1, domains.size());
    }

    /** The domain that is the default from now on. */
    public MailDomain defaultDomain() {
      return domains.get(0);
    }
  }

  /** The organization gets nothing; {@code reason} is shown to its creator. */
  record Refused(String reason) implements SetUpDecision {}
}
