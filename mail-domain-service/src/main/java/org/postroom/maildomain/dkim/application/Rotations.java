package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

/** Rotations at the operator's word. */
@Singleton
public class Rotations {
  private final Database database;
  private final MailDomains domains;
  private final KeyRings rings;
  private final InternalCommandSender sender;

  Rotations(Database database, MailDomains domains, KeyRings rings, InternalCommandSender sender) {
    this.database = database;
    this.domains = domains;
    this.rings = rings;
    this.sender = sender;
  }

  /** What became of a request. */
  public enum Answer {
    /** The rotation begins in a moment. */
    ASKED,
    /** There is no such domain, or it has no key yet. */
    UNKNOWN,
    /** The key that signs has not been found in DNS, so there is nothing to replace. */
    UNVERIFIED
  }

  /** Asks for a rotation. */
  public Uni<Answer> request(String organizationId, String domain) {
    return DomainName.parse(domain)
        .map(name -> database.read(session -> find(session, organizationId, name)))
        .orElse(Uni.createFrom().item(Optional.empty()))
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(Answer.UNKNOWN);
              }
              if (found.get().dkim() != DnsRecordVerificationStatus.VERIFIED) {
                return Uni.createFrom().item(Answer.UNVERIFIED);
              }
              return send(organizationId, found.get());
            });
  }

  private Uni<Optional<MailDomain>> find(
      Mutiny.Session session, String organizationId, DomainName name) {
    return domains
        .byName(session, organizationId, name)
        .chain(
            domain ->
                domain.isEmpty()
                    ? Uni.createFrom().item(domain)
                    : rings
                        .find(session, organizationId, domain.get().registrationId())
                        .map(
                            ring ->
                                ring.filter(stored -> stored.ring().current() != null)
                                    .flatMap(stored -> domain)));
  }

  private Uni<Answer> send(String organizationId, MailDomain domain) {
    RotateKeys rotate = new RotateKeys(domain.registrationId());
    String cause = "dkim/operator/" + UUID.randomUUID();
    return Uni.createFrom()
        .item(
            () -> {
              sender.send(List.of(RotateKeys.TYPE.of(organizationId, cause, rotate)));
              return Answer.ASKED;
            })
        // Without its metadata a producer blocks, which an event loop must not.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
