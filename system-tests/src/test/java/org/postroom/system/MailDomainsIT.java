package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.DnsRecord;
import software.amazon.awssdk.services.workmail.model.DnsRecordVerificationStatus;
import software.amazon.awssdk.services.workmail.model.GetMailDomainResponse;
import software.amazon.awssdk.services.workmail.model.MailDomainSummary;

/** Mail domains of a running system, with a DNS server of the test's. */
class MailDomainsIT extends GivenOrganization {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private RunningSystem.System running;

  @BeforeEach
  void givenTheSystem(RunningSystem.System system) {
    running = system;
  }

  @Test
  void aDomainLivesFromItsRegistrationToItsRemoval() {
    String domain = running.newAlias() + ".example.com";
    assertThat(register(domain.toUpperCase(java.util.Locale.ROOT))).isEqualTo("200");
    assertThat(register(domain)).isEqualTo("200");
    GetMailDomainResponse pending = get(domain);
    assertThat(pending.ownershipVerificationStatus())
        .isEqualTo(DnsRecordVerificationStatus.PENDING);
    assertThat(pending.dkimVerificationStatus()).isEqualTo(DnsRecordVerificationStatus.PENDING);
    assertThat(pending.isDefault()).isFalse();
    assertThat(pending.isTestDomain()).isFalse();
    Entity ann = organization.create(Kind.USER);
    Entity bob = organization.enabled(Kind.USER);
    assertThat(address(ann, "ann@" + domain)).isEqualTo("MailDomainState");
    assertThat(alias(bob, "bob@" + domain)).isEqualTo("MailDomainState");
    assertThat(makeDefault(domain)).isEqualTo("MailDomainState");

    pending.records().stream().filter(record -> record.type().equals("TXT")).forEach(this::publish);
    Awaitility.await("both kinds of records are found")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              GetMailDomainResponse found = get(domain);
              assertThat(found.ownershipVerificationStatus())
                  .isEqualTo(DnsRecordVerificationStatus.VERIFIED);
              assertThat(found.dkimVerificationStatus())
                  .isEqualTo(DnsRecordVerificationStatus.VERIFIED);
            });
    assertThat(address(ann, "ann@" + domain)).isEqualTo("200");
    assertThat(alias(bob, "bob@" + domain)).isEqualTo("200");
    assertThat(remove(domain)).isEqualTo("MailDomainInUse");
    workmail.deregisterFromWorkMail(r -> r.organizationId(id).entityId(ann.id()));
    assertThat(remove(domain)).isEqualTo("MailDomainInUse");
    workmail.deleteAlias(r -> r.organizationId(id).entityId(bob.id()).alias("bob@" + domain));
    assertThat(makeDefault(domain)).isEqualTo("200");
    assertThat(remove(domain)).isEqualTo("MailDomainInUse");
    assertThat(makeDefault(testDomain())).isEqualTo("200");

    assertThat(remove(domain)).isEqualTo("200");
    assertThat(answer(() -> get(domain))).isEqualTo("MailDomainNotFound");
    assertThat(makeDefault(domain)).isEqualTo("MailDomainNotFound");
    assertThat(address(ann, "ann@" + domain)).isEqualTo("MailDomainNotFound");
    assertThat(workmail.listMailDomains(r -> r.organizationId(id)).mailDomains())
        .extracting(MailDomainSummary::domainName)
        .containsExactly(testDomain());
    assertThat(remove(domain)).isEqualTo("200");
    // The same organization has the same token, and needs to prove nothing else anew.
    assertThat(register(domain)).isEqualTo("200");
    assertThat(get(domain).records()).contains(pending.records().get(0));
    pending.records().forEach(record -> running.dns().remove(record.hostname()));
  }

  @Test
  void aDomainBelongsToOneOrganization() {
    String domain = running.newAlias() + ".example.com";
    assertThat(register(domain)).isEqualTo("200");
    WorkMailClient stranger = running.strangersClient();
    String other = running.activeOrganization(stranger);
    assertThat(
            answer(
                () -> stranger.registerMailDomain(r -> r.organizationId(other).domainName(domain))))
        .isEqualTo("MailDomainInUse");
    assertThat(register("not." + testDomain())).isEqualTo("InvalidParameter");
    assertThat(register("-x.example.com")).isEqualTo("InvalidParameter");
    assertThat(remove(testDomain())).isEqualTo("InvalidParameter");

    assertThat(remove(domain)).isEqualTo("200");
    // At once, not when the other organization's registration has been cleaned up.
    assertThat(
            answer(
                () -> stranger.registerMailDomain(r -> r.organizationId(other).domainName(domain))))
        .isEqualTo("200");
    assertThat(register(domain)).isEqualTo("MailDomainInUse");
  }

  @Test
  void aNewDefaultIsSeenAtOnceHoweverOftenItChanges() {
    String domain = running.newAlias() + "." + RunningSystem.VOUCHED_DOMAINS;
    assertThat(register(domain)).isEqualTo("200");
    for (int i = 0; i < 100; i++) {
      String next = i % 2 == 0 ? domain : testDomain();
      assertThat(makeDefault(next)).isEqualTo("200");
      assertThat(workmail.describeOrganization(r -> r.organizationId(id)).defaultMailDomain())
          .isEqualTo(next);
    }
    assertThat(get(testDomain()).isDefault()).isTrue();
    assertThat(get(domain).isDefault()).isFalse();
  }

  private String testDomain() {
    String address = organization.address("x");
    return address.substring(address.indexOf('@') + 1);
  }

  private void publish(DnsRecord record) {
    running.dns().txt(record.hostname(), record.value());
  }

  private GetMailDomainResponse get(String domain) {
    return workmail.getMailDomain(r -> r.organizationId(id).domainName(domain));
  }

  private String register(String domain) {
    return answer(() -> workmail.registerMailDomain(r -> r.organizationId(id).domainName(domain)));
  }

  private String remove(String domain) {
    return answer(
        () -> workmail.deregisterMailDomain(r -> r.organizationId(id).domainName(domain)));
  }

  private String makeDefault(String domain) {
    return answer(
        () -> workmail.updateDefaultMailDomain(r -> r.organizationId(id).domainName(domain)));
  }

  private String address(Entity entity, String email) {
    return answer(
        () ->
            workmail.registerToWorkMail(
                r -> r.organizationId(id).entityId(entity.id()).email(email)));
  }

  private String alias(Entity entity, String alias) {
    return answer(
        () -> workmail.createAlias(r -> r.organizationId(id).entityId(entity.id()).alias(alias)));
  }
}
