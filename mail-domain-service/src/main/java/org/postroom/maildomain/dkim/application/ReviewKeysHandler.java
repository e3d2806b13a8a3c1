package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * Does what time demands of a registration's keys. The key of a domain that nobody could verify is
 * not replaced: its owner has been told which records to publish.
 */
@Singleton
class ReviewKeysHandler implements InternalCommandHandler<ReviewKeys> {
  private final KeyRings rings;
  private final KeyKeeping keeping;
  private final MailDomains domains;
  private final RotationRules rules;

  ReviewKeysHandler(KeyRings rings, KeyKeeping keeping, MailDomains domains, RotationRules rules) {
    this.rings = rings;
    this.keeping = keeping;
    this.domains = domains;
    this.rules = rules;
  }

  @Override
  public InternalCommandType<ReviewKeys> type() {
    return ReviewKeys.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(ReviewKeys data, CommandContext context) {
    return rings
        .find(context.session(), context.organizationId(), data.registrationId())
        .chain(
            found ->
                found
                    .filter(stored -> stored.version() == data.version())
                    .map(stored -> review(stored, context))
                    .orElse(Uni.createFrom().item(Outcome.none())));
  }

  private Uni<Outcome<Void>> review(StoredRing stored, CommandContext context) {
    String id = stored.ring().registrationId();
    return domains
        .byId(context.session(), context.organizationId(), id)
        .chain(
            domain ->
                domain.isPresent()
                    ? review(stored, domain.get(), context)
                    : Uni.createFrom()
                        .item(
                            Outcome.none()
                                .changing(rings.remove(context.organizationId(), List.of(id)))));
  }

  private Uni<Outcome<Void>> review(StoredRing stored, MailDomain domain, CommandContext context) {
    KeyRing ring = stored.ring().withdrawn(context.now());
    boolean isFound = domain.dkim() == DnsRecordVerificationStatus.VERIFIED;
    return keeping.keep(
        stored,
        isFound && ring.isWorn(context.now(), rules) ? ring.rotated() : ring,
        isFound || domain.isVerified(),
        context);
  }
}
