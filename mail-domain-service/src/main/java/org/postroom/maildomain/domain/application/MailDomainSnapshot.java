package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.event.DkimKeyChanged;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.kit.view.OrganizationSnapshot.Chunk;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * Tells an organization's domains anew, in the order of their creation, which is the default, and
 * which keys sign.
 */
@Singleton
public class MailDomainSnapshot {
  private final MailDomains domains;
  private final DkimKeys keys;

  MailDomainSnapshot(MailDomains domains, DkimKeys keys) {
    this.domains = domains;
    this.keys = keys;
  }

  /** As {@link OrganizationSnapshot#next}. */
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    long number = after == null ? 0 : Long.parseLong(after);
    return domains
        .after(session, organizationId, number, OrganizationSnapshot.MAX_ROWS)
        .chain(
            next ->
                domains
                    .defaultRegistration(session, organizationId)
                    .chain(
                        standard ->
                            keys.selectors(session, organizationId, next)
                                .map(selectors -> chunk(next, standard.orElse(""), selectors))));
  }

  private static Chunk chunk(
      List<MailDomain> domains, String defaultRegistration, Map<String, String> selectors) {
    List<Record> events = new ArrayList<>();
    for (MailDomain domain : domains) {
      events.add(domain.registered());
      // Right behind its registration: nobody hears of a default that is not registered.
      if (domain.registrationId().equals(defaultRegistration)) {
        events.add(domain.becameDefault());
      }
      String selector = selectors.get(domain.registrationId());
      if (selector != null) {
        events.add(new DkimKeyChanged(domain.registrationId(), domain.name().text(), selector));
      }
    }
    boolean isLast = domains.size() < OrganizationSnapshot.MAX_ROWS;
    return new Chunk(events, isLast ? null : "" + domains.get(domains.size() - 1).creationNumber());
  }
}
