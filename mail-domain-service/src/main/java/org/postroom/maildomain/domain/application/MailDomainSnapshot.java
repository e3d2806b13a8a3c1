package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * Tells an organization's domains anew, in the order of their creation, and which is the default.
 */
@Singleton
class MailDomainSnapshot implements OrganizationSnapshot {
  private final MailDomains domains;

  MailDomainSnapshot(MailDomains domains) {
    this.domains = domains;
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    long number = after == null ? 0 : Long.parseLong(after);
    return domains
        .after(session, organizationId, number, MAX_ROWS)
        .chain(
            next ->
                domains
                    .defaultRegistration(session, organizationId)
                    .map(standard -> chunk(next, standard.orElse(""))));
  }

  private static Chunk chunk(List<MailDomain> domains, String defaultRegistration) {
    List<Record> events = new ArrayList<>();
    for (MailDomain domain : domains) {
      events.add(domain.registered());
      // Right behind its registration: nobody hears of a default that is not registered.
      if (domain.registrationId().equals(defaultRegistration)) {
        events.add(domain.becameDefault());
      }
    }
    boolean isLast = domains.size() < MAX_ROWS;
    return new Chunk(events, isLast ? null : "" + domains.get(domains.size() - 1).creationNumber());
  }
}
