package org.postroom.maildomain.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.event.InboundDmarcSettingsChanged;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.maildomain.availability.application.AvailabilityConfigurations;
import org.postroom.maildomain.availability.model.DomainAvailability;
import org.postroom.maildomain.dmarc.application.InboundDmarc;
import org.postroom.maildomain.domain.application.MailDomainSnapshot;

/**
 * Tells an organization anew: first its mail domains, in a chunk of their own its other settings.
 */
@Singleton
class RetoldOrganization implements OrganizationSnapshot {
  private static final String SETTINGS = "settings";

  private final MailDomainSnapshot domains;
  private final InboundDmarc dmarc;
  private final AvailabilityConfigurations availability;

  RetoldOrganization(
      MailDomainSnapshot domains, InboundDmarc dmarc, AvailabilityConfigurations availability) {
    this.domains = domains;
    this.dmarc = dmarc;
    this.availability = availability;
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    return SETTINGS.equals(after)
        ? settings(session, organizationId)
        : domains
            .next(session, organizationId, after)
            .map(chunk -> chunk.last() == null ? new Chunk(chunk.events(), SETTINGS) : chunk);
  }

  private Uni<Chunk> settings(Mutiny.Session session, String organizationId) {
    return dmarc
        .enforced(session, organizationId)
        .chain(
            enforced ->
                availability
                    .after(session, organizationId, 0, DomainAvailability.MOST)
                    .map(configurations -> settings(enforced, configurations)));
  }

  private static Chunk settings(boolean enforced, List<DomainAvailability> configurations) {
    List<Record> events = new ArrayList<>();
    if (enforced != InboundDmarc.UNLESS_SET) {
      events.add(new InboundDmarcSettingsChanged(enforced));
    }
    configurations.forEach(configuration -> events.add(configuration.configured()));
    return new Chunk(events, null);
  }
}
