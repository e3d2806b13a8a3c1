package org.postroom.maildomain.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.PENDING;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.VERIFIED;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.domain.model.VouchedDomains;
import org.postroom.maildomain.organization.model.InitialDomains;
import org.postroom.maildomain.organization.model.SetUpDecision;
import org.postroom.maildomain.organization.model.SetUpDecision.Accepted;
import org.postroom.maildomain.organization.model.SetUpDecision.Refused;

class InitialDomainsTest {
  private static final DomainName SUFFIX = DomainName.of("awsapps.com");
  private static final VouchedDomains NOBODY = new VouchedDomains(List.of());

  @Test
  void theTestDomainIsInLowerCaseVerifiedAndDefault() {
    Accepted accepted = (Accepted) decide("Example-Corp", List.of(), Set.of());
    assertThat(accepted.domains())
        .containsExactly(
            new MailDomain(
                "id:example-corp.awsapps.com",
                DomainName.of("example-corp.awsapps.com"),
                true,
                VERIFIED,
                VERIFIED,
                1));
    assertThat(accepted.defaultDomain()).isEqualTo(accepted.domains().get(0));
  }

  @Test
  void customDomainsFollowInTheOrderGivenPendingAndOnce() {
    Accepted accepted =
        (Accepted)
            decide("acme", List.of("Z.example.com", "a.example.com", "z.example.COM"), Set.of());
    assertThat(accepted.domains())
        .extracting(domain -> domain.name().text())
        .containsExactly("acme.awsapps.com", "z.example.com", "a.example.com");
    assertThat(accepted.domains())
        .extracting(MailDomain::creationNumber)
        .containsExactly(1L, 2L, 3L);
    assertThat(accepted.domains().subList(1, 3))
        .allSatisfy(
            domain -> {
              assertThat(domain.testDomain()).isFalse();
              assertThat(domain.ownership()).isEqualTo(PENDING);
              assertThat(domain.dkim()).isEqualTo(PENDING);
            });
    assertThat(accepted.defaultDomain().name().text()).isEqualTo("acme.awsapps.com");
  }

  @Test
  void aDomainOfAnotherOrganizationRefusesTheSetUpAndIsNamed() {
    Refused refused =
        (Refused)
            decide(
                "acme",
                List.of("a.example.com", "b.example.com"),
                Set.of(DomainName.of("b.example.com")));
    assertThat(refused.reason()).contains("b.example.com").doesNotContain("a.example.com");
  }

  @Test
  void aMalformedDomainRefusesTheSetUpAndClaimsNothing() {
    InitialDomains domains = InitialDomains.of("acme", SUFFIX, List.of("a.example.com", "nodot"));
    assertThat(domains.names()).isEmpty();
    assertThat(domains.decide(Set.of(), DomainName::text, NOBODY))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains("nodot"));
  }

  @Test
  void aCustomDomainUnderTheTestSuffixRefusesTheSetUp() {
    assertThat(decide("acme", List.of("Other.AwsApps.com"), Set.of())).isInstanceOf(Refused.class);
    assertThat(decide("acme", List.of("awsapps.com"), Set.of())).isInstanceOf(Refused.class);
  }

  @Test
  void namesAreClaimedInOneOrderWhateverTheRequestsOrder() {
    assertThat(InitialDomains.of("m", SUFFIX, List.of("z.example.com", "a.example.com")).names())
        .extracting(DomainName::text)
        .containsExactly("a.example.com", "m.awsapps.com", "z.example.com");
  }

  private static SetUpDecision decide(String alias, List<String> custom, Set<DomainName> inUse) {
    return InitialDomains.of(alias, SUFFIX, custom).decide(inUse, name -> "id:" + name, NOBODY);
  }
}
