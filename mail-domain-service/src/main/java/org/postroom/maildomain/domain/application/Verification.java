package org.postroom.maildomain.domain.application;

import java.time.Instant;
import java.util.List;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.domain.model.MailDomain;

/** The regular look-ups of the records of custom domains, as registration and removal see them. */
public interface Verification {
  /** Begins to look for the records of new registrations. */
  Change begin(String organizationId, int partition, List<MailDomain> registrations, Instant now);

  /** Looks for the records of a registration at once. */
  Change hasten(String organizationId, int partition, MailDomain registration, Instant now);

  /** Ends the look-ups of registrations. */
  Change drop(String organizationId, List<MailDomain> registrations);
}
