package org.postroom.maildomain.verification.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.verification.model.DomainCheck;

/** When registrations are looked up, and since when their records are missing. */
public interface DomainChecks {
  /**
   * A registration that is to be looked up.
   *
   * @param attempt the look-up's number
   */
  record Due(String organizationId, MailDomain registration, int attempt) {}

  /** The look-ups of a registration. */
  Uni<Optional<DomainCheck>> find(
      Mutiny.Session session, String organizationId, MailDomain registration);

  /** At most {@code limit} registrations of these partitions, the longest due first. */
  Uni<List<Due>> due(
      Mutiny.Session session, Collection<Integer> partitions, Instant now, int limit);

  /** A look-up has been decided. */
  Change advance(String organizationId, MailDomain registration, DomainCheck check);
}
