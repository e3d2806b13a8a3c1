package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.maildomain.domain.model.ExpectedDkimKey;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * The keys that sign mail from custom domains, as registration, removal and verification see them.
 * Test domains have none.
 */
public interface DkimKeys {
  /**
   * Decides the keys of registrations that the command being decided makes.
   *
   * @param registrations custom domains of the command's organization
   * @return what gives them their keys, applied with the command's other changes
   */
  Uni<Change> begin(CommandContext context, List<MailDomain> registrations);

  /** Forgets the keys of registrations that are removed; those without keys are passed over. */
  Change drop(String organizationId, List<MailDomain> registrations);

  /** The DNS records with which the domain's owner publishes its keys; none while it has none. */
  Uni<List<DnsRecord>> records(
      Mutiny.Session session, String organizationId, MailDomain registration);

  /**
   * Under which selector mail from these registrations is signed, by registration id; those without
   * a key are left out.
   */
  Uni<Map<String, String>> selectors(
      Mutiny.Session session, String organizationId, List<MailDomain> registrations);

  /**
   * What must all be found in DNS for the domain to be verified for DKIM. While there is nothing,
   * it is not.
   */
  Uni<List<ExpectedDkimKey>> expected(
      Mutiny.Session session, String organizationId, MailDomain registration);
}
