package org.postroom.maildomain.dkim.model;

import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.maildomain.domain.model.DomainName;

/**
 * What is published about keys. Values are those of RFC 6376, as one string and without quotes: a
 * long text is split on the wire and in zone files only.
 */
public final class KeyRecords {
  private static final String SUBDOMAIN = "._domainkey.";
  private static final String TAGS = "v=DKIM1; k=rsa; p=";

  /** What {@code p=} says under a selector that no key has: mail signed under it is not right. */
  private static final String NO_KEY = "";

  private KeyRecords() {}

  /** Where the public key with this selector is looked for. */
  public static String hostname(String selector, DomainName domain) {
    return selector + SUBDOMAIN + domain.text();
  }

  /** The value of a key's TXT record. */
  public static String value(String publicKey) {
    return TAGS + publicKey;
  }

  /**
   * The records that the owner of the domain must publish, the current key's before others: a CNAME
   * for each token when there is a zone, and a TXT record for each key that is not under a token.
   */
  public static List<DnsRecord> ofDomain(KeyRing ring, RotationRules rules) {
    List<DnsRecord> records = new ArrayList<>();
    for (PublishedKey key : published(ring)) {
      if (!rules.hasZone() || !ring.tokens().contains(key.selector())) {
        records.add(
            new DnsRecord("TXT", hostname(key.selector(), ring.domain()), value(key.publicKey())));
      }
    }
    if (rules.hasZone()) {
      for (String token : ring.tokens()) {
        records.add(
            new DnsRecord("CNAME", hostname(token, ring.domain()), target(token, rules.zone())));
      }
    }
    return List.copyOf(records);
  }

  /**
   * The TXT records that the operator's zone holds for the domain: one for each token, so that all
   * three CNAMEs lead somewhere from the first day.
   */
  public static List<DnsRecord> ofZone(KeyRing ring, DomainName zone) {
    List<PublishedKey> keys = published(ring);
    return ring.tokens().stream()
        .map(
            token ->
                new DnsRecord(
                    "TXT",
                    target(token, zone),
                    value(
                        keys.stream()
                            .filter(key -> key.selector().equals(token))
                            .map(PublishedKey::publicKey)
                            .findFirst()
                            .orElse(NO_KEY))))
        .toList();
  }

  /** The keys that must be found in DNS now, the current one first. */
  public static List<PublishedKey> published(KeyRing ring) {
    List<PublishedKey> keys = new ArrayList<>();
    if (ring.current() != null) {
      keys.add(new PublishedKey(ring.current().selector(), ring.current().publicKey()));
    }
    if (ring.next() != null) {
      keys.add(new PublishedKey(ring.next().selector(), ring.next().publicKey()));
    }
    if (ring.previous() != null) {
      keys.add(new PublishedKey(ring.previous().selector(), ring.previous().publicKey()));
    }
    return keys;
  }

  private static String target(String token, DomainName zone) {
    return token + "." + zone.text();
  }
}
