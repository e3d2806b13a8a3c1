package org.postroom.maildomain.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.OperatorHosts;
import org.postroom.maildomain.domain.model.OwnershipToken;
import org.postroom.maildomain.domain.model.VouchedDomains;

class RecordsToPublishTest {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final DomainName DOMAIN = DomainName.of("example.com");

  @Test
  void theyPointToTheOperatorsHosts() {
    OperatorHosts hosts =
        new OperatorHosts(
            "mx.operator.net", "auto.operator.net", "v=spf1 mx ~all", "v=DMARC1;p=none");
    assertThat(hosts.records(ORGANIZATION, DOMAIN))
        .containsExactly(
            new DnsRecord(
                "TXT", "_amazonses.example.com", OwnershipToken.of(ORGANIZATION, DOMAIN).text()),
            new DnsRecord("MX", "example.com", "10 mx.operator.net"),
            new DnsRecord("CNAME", "autodiscover.example.com", "auto.operator.net"),
            new DnsRecord("TXT", "example.com", "v=spf1 mx ~all"),
            new DnsRecord("TXT", "_dmarc.example.com", "v=DMARC1;p=none"));
  }

  @Test
  void theTokenIsAnotherForEachOrganizationAndDomainAndStaysTheSame() {
    String token = OwnershipToken.of(ORGANIZATION, DOMAIN).text();
    assertThat(token).hasSize(44).isEqualTo(OwnershipToken.of(ORGANIZATION, DOMAIN).text());
    assertThat(Base64.getDecoder().decode(token)).hasSize(32);
    assertThat(OwnershipToken.of("m-" + "0b".repeat(16), DOMAIN).text()).isNotEqualTo(token);
    assertThat(OwnershipToken.of(ORGANIZATION, DomainName.of("example.org")).text())
        .isNotEqualTo(token);
  }

  @Test
  void theOperatorVouchesForNamesAndForAllBelowOthers() {
    VouchedDomains vouched = new VouchedDomains(List.of("example.com", ".corp.example"));
    assertThat(vouched.contain(DOMAIN)).isTrue();
    assertThat(vouched.contain(DomainName.of("a.b.corp.example"))).isTrue();
    assertThat(vouched.contain(DomainName.of("corp.example"))).isFalse();
    assertThat(vouched.contain(DomainName.of("sub.example.com"))).isFalse();
    assertThat(vouched.contain(DomainName.of("xcorp.example"))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VouchedDomains(List.of("*.example.com")))
        .withMessageContaining("*.example.com");
  }
}
