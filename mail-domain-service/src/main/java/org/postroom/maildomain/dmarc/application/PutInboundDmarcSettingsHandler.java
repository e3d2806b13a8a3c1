package org.postroom.maildomain.dmarc.application;

import static org.postroom.contract.maildomain.MailDomainOperations.PUT_INBOUND_DMARC_SETTINGS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.maildomain.PutInboundDmarcSettingsRequest;
import org.postroom.contract.maildomain.PutInboundDmarcSettingsResponse;
import org.postroom.contract.maildomain.event.InboundDmarcSettingsChanged;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;

/** PutInboundDmarcSettings: what holds already is no change and tells nothing. */
@Singleton
class PutInboundDmarcSettingsHandler
    implements CommandHandler<PutInboundDmarcSettingsRequest, PutInboundDmarcSettingsResponse> {
  private final KnownOrganizations organizations;
  private final InboundDmarc dmarc;

  PutInboundDmarcSettingsHandler(KnownOrganizations organizations, InboundDmarc dmarc) {
    this.organizations = organizations;
    this.dmarc = dmarc;
  }

  @Override
  public Operation<PutInboundDmarcSettingsRequest, PutInboundDmarcSettingsResponse> operation() {
    return PUT_INBOUND_DMARC_SETTINGS;
  }

  @Override
  public Uni<Outcome<PutInboundDmarcSettingsResponse>> handle(
      PutInboundDmarcSettingsRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> dmarc.enforced(context.session(), context.organizationId()))
        .map(before -> outcome(before, request.enforced(), context.organizationId()));
  }

  private Outcome<PutInboundDmarcSettingsResponse> outcome(
      boolean before, boolean enforced, String organizationId) {
    Outcome<PutInboundDmarcSettingsResponse> outcome =
        Outcome.of(new PutInboundDmarcSettingsResponse());
    return before == enforced
        ? outcome
        : outcome
            .changing(dmarc.replace(organizationId, enforced))
            .emitting(new InboundDmarcSettingsChanged(enforced));
  }
}
