package org.postroom.maildomain.verification.application;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.ExpectedDkimKey;
import org.postroom.maildomain.domain.model.OwnershipToken;
import org.postroom.maildomain.verification.model.DkimText;
import org.postroom.maildomain.verification.model.Finding;

/** Looks for what proves a domain. */
final class LookUp {
  private final TextRecords dns;

  LookUp(TextRecords dns) {
    this.dns = dns;
  }

  /** Whether the domain publishes the organization's token. */
  Finding ownership(String organizationId, DomainName domain) {
    String token = OwnershipToken.of(organizationId, domain).text();
    return find(OwnershipToken.hostname(domain), text -> text.strip().equals(token));
  }

  /** Whether all of these keys are published; no keys are none that could be. */
  Finding dkim(List<ExpectedDkimKey> keys) {
    if (keys.isEmpty()) {
      return Finding.MISSING;
    }
    Finding all = Finding.FOUND;
    for (ExpectedDkimKey key : keys) {
      Finding one =
          find(
              key.hostname(),
              text -> DkimText.publicKey(text).filter(key.publicKey()::equals).isPresent());
      if (one == Finding.MISSING) {
        return one;
      }
      all = one == Finding.UNKNOWN ? one : all;
    }
    return all;
  }

  private Finding find(String hostname, Predicate<String> wanted) {
    Optional<List<String>> texts = dns.at(hostname);
    if (texts.isEmpty()) {
      return Finding.UNKNOWN;
    }
    return texts.get().stream().anyMatch(wanted) ? Finding.FOUND : Finding.MISSING;
  }
}
