package org.postroom.maildomain.domain.model;

import java.util.List;
import org.postroom.contract.maildomain.DnsRecord;

/**
 * What the operator's records point to.
 *
 * @param mailHost takes mail in
 * @param autodiscoverHost answers autodiscover requests
 * @param spf the text of a domain's SPF record
 * @param dmarc the text of a domain's DMARC record
 */
public record OperatorHosts(String mailHost, String autodiscoverHost, String spf, String dmarc) {
  private static final String MX_PRIORITY = "10 ";

  /**
   * The records with which a domain's owner shows that it is his and has its mail brought here, but
   * for those of its DKIM keys. Names are without trailing dots, texts without quotes.
   */
  public List<DnsRecord> records(String organizationId, DomainName domain) {
    return List.of(
        new DnsRecord(
            "TXT",
            OwnershipToken.hostname(domain),
            OwnershipToken.of(organizationId, domain).text()),
        new DnsRecord("MX", domain.text(), MX_PRIORITY + mailHost),
        new DnsRecord("CNAME", "autodiscover." + domain, autodiscoverHost),
        new DnsRecord("TXT", domain.text(), spf),
        new DnsRecord("TXT", "_dmarc." + domain, dmarc));
  }
}
