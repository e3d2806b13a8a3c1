package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.maildomain.dkim.model.KeyRecords;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.domain.application.DkimKeys;
import org.postroom.maildomain.domain.model.ExpectedDkimKey;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * Keys for registrations. A domain becomes verified when all records that it should have already
 * are there, and stays so as long as the key that signs is found: what a rotation adds or takes
 * away puts nothing at risk.
 */
@Singleton
class KeysOfRegistrations implements DkimKeys {
  private final KeyRings rings;
  private final KeyKeeping keeping;
  private final RotationRules rules;

  KeysOfRegistrations(KeyRings rings, KeyKeeping keeping, RotationRules rules) {
    this.rings = rings;
    this.keeping = keeping;
    this.rules = rules;
  }

  @Override
  public Uni<Change> begin(CommandContext context, List<MailDomain> registrations) {
    return keeping.begin(
        registrations.stream()
            .filter(registration -> !registration.testDomain())
            .map(
                registration ->
                    KeyRing.empty(
                        registration.registrationId(),
                        registration.name(),
                        Stream.generate(() -> KeyKeeping.newToken(context))
                            .limit(KeyRing.TOKENS)
                            .toList(),
                        context.now()))
            .toList(),
        context);
  }

  @Override
  public Change drop(String organizationId, List<MailDomain> registrations) {
    return rings.remove(
        organizationId, registrations.stream().map(MailDomain::registrationId).toList());
  }

  @Override
  public Uni<List<DnsRecord>> records(
      Mutiny.Session session, String organizationId, MailDomain registration) {
    return rings
        .find(session, organizationId, registration.registrationId())
        .map(
            found ->
                found.map(stored -> KeyRecords.ofDomain(stored.ring(), rules)).orElse(List.of()));
  }

  @Override
  public Uni<Map<String, String>> selectors(
      Mutiny.Session session, String organizationId, List<MailDomain> registrations) {
    return rings.selectors(
        session, organizationId, registrations.stream().map(MailDomain::registrationId).toList());
  }

  @Override
  public Uni<List<ExpectedDkimKey>> expected(
      Mutiny.Session session, String organizationId, MailDomain registration) {
    boolean isVerified = registration.dkim() == DnsRecordVerificationStatus.VERIFIED;
    return rings
        .find(session, organizationId, registration.registrationId())
        .map(found -> found.map(stored -> expected(stored.ring(), isVerified)).orElse(List.of()));
  }

  private List<ExpectedDkimKey> expected(KeyRing ring, boolean isVerified) {
    if (ring.current() == null) {
      return List.of();
    }
    // In a zone the next key is there from the first day; elsewhere a rotation asks for it.
    boolean isNextThere = rules.hasZone() && !isVerified;
    return KeyRecords.published(ring).stream()
        .limit(isNextThere ? 2 : 1)
        .map(
            key ->
                new ExpectedDkimKey(
                    KeyRecords.hostname(key.selector(), ring.domain()), key.publicKey()))
        .toList();
  }
}
