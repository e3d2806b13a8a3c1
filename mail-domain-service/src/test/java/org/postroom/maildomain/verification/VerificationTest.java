package org.postroom.maildomain.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.FAILED;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.VERIFIED;
import static org.postroom.contract.maildomain.MailDomainOperations.GET_MAIL_DOMAIN;
import static org.postroom.contract.maildomain.MailDomainOperations.LIST_MAIL_DOMAINS;
import static org.postroom.kit.testing.ScriptedDirectory.newAlias;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.MailDomainClosed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.contract.maildomain.GetMailDomainRequest;
import org.postroom.contract.maildomain.GetMailDomainResponse;
import org.postroom.contract.maildomain.ListMailDomainsRequest;
import org.postroom.contract.maildomain.MailDomainSummary;
import org.postroom.contract.maildomain.event.MailDomainDeregistered;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.contract.maildomain.event.MailDomainVerificationChanged;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.maildomain.testing.DnsResource;
import org.postroom.maildomain.testing.DnsServer;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/** Domains of a running service against a DNS server whose records come and go. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
@QuarkusTestResource(DnsResource.class)
class VerificationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "postroom.peers.directory")
  URI peer;

  @ConfigProperty(name = "postroom.mail-domain.resolvers")
  String resolver;

  @TestHTTPResource("/")
  URI service;

  private ScriptedDirectory directory;
  private DnsServer dns;
  private EventLog events;
  private Queries queries;

  @BeforeEach
  void begin() throws Exception {
    directory = new ScriptedDirectory(bootstrapServers, peer);
    dns = new DnsServer(Integer.parseInt(resolver.substring(resolver.indexOf(':') + 1)));
    events = new EventLog(bootstrapServers, MailDomainEvents.CATALOGUE);
    queries = new Queries(service);
  }

  @AfterEach
  void end() {
    directory.close();
    dns.close();
    events.close();
  }

  @Test
  void aDomainIsVerifiedWhenItsRecordsAppearFailsWhenTheyAreGoneForLongAndRecovers() {
    String domain = newAlias() + ".example.com";
    String organization = organizationWith(domain);
    // Under load the stock of keys may be empty for a moment.
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> key(get(organization, domain).records(), domain).isPresent());
    List<DnsRecord> records = get(organization, domain).records();
    assertThat(records)
        .contains(
            new DnsRecord("MX", domain, "10 mx.operator.example"),
            new DnsRecord("CNAME", "autodiscover." + domain, "autodiscover.operator.example"));
    DnsRecord ownership = record(records, "_amazonses." + domain);
    DnsRecord key = key(records, domain).orElseThrow();

    dns.txt(ownership.hostname(), ownership.value());
    awaitOwnership(organization, domain, VERIFIED);
    assertThat(get(organization, domain).dkimVerificationStatus()).isNotEqualTo(VERIFIED);
    dns.txt(key.hostname(), key.value());
    awaitStates(organization, domain, VERIFIED, VERIFIED);

    dns.fail(true);
    dns.remove(ownership.hostname());
    dns.fail(false);
    awaitStates(organization, domain, FAILED, VERIFIED);
    dns.txt(ownership.hostname(), ownership.value());
    awaitStates(organization, domain, VERIFIED, VERIFIED);

    MailDomainRegistered registered = registration(organization);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThatItWasTold(organization, registered));
  }

  private static Optional<DnsRecord> key(List<DnsRecord> records, String domain) {
    return records.stream()
        .filter(it -> it.hostname().endsWith("._domainkey." + domain))
        .findFirst();
  }

  private void assertThatItWasTold(String organization, MailDomainRegistered registered) {
    assertThat(events.all(organization))
        .filteredOn(MailDomainVerificationChanged.class::isInstance)
        .endsWith(
            changed(registered, "VERIFIED", "VERIFIED"),
            changed(registered, "FAILED", "VERIFIED"),
            changed(registered, "VERIFIED", "VERIFIED"));
  }

  @Test
  void aDomainThatTheOperatorVouchesForIsVerifiedAtOnce() {
    String domain = newAlias() + "." + DnsResource.VOUCHED;
    String organization = organizationWith(domain);
    assertThat(registration(organization).ownershipStatus()).isEqualTo("VERIFIED");
    GetMailDomainResponse found = get(organization, domain);
    assertThat(found.ownershipVerificationStatus()).isEqualTo(VERIFIED);
    assertThat(found.dkimVerificationStatus()).isEqualTo(VERIFIED);
    assertThat(found.records()).isNotEmpty();
  }

  @Test
  void aClosedRegistrationIsGoneAtOnceAndItsNameIsFreeSoon() {
    String domain = newAlias() + ".example.com";
    String organization = organizationWith(domain);
    String registration = registration(organization).registrationId();

    directory.emit(organization, new MailDomainClosed(registration, domain));
    assertThat(
            queries.refusal(
                GET_MAIL_DOMAIN,
                new GetMailDomainRequest(organization, domain),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo("MailDomainNotFoundException");
    assertThat(
            queries
                .answer(LIST_MAIL_DOMAINS, new ListMailDomainsRequest(organization, null, null))
                .mailDomains())
        .extracting(MailDomainSummary::defaultDomain)
        .containsExactly(true);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events.all(organization))
                    .contains(new MailDomainDeregistered(registration, domain)));

    String next = organizationWith(domain);
    assertThat(registration(next).registrationId()).isNotEqualTo(registration);
  }

  /** An Active organization that was created with this domain. */
  private String organizationWith(String domain) {
    String organization = directory.requestSetUp("create", newAlias(), domain);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events.all(organization))
                    .contains(new OrganizationSetUpConfirmed("create")));
    directory.activate(organization);
    return organization;
  }

  private MailDomainRegistered registration(String organization) {
    return events.all(organization).stream()
        .filter(MailDomainRegistered.class::isInstance)
        .map(MailDomainRegistered.class::cast)
        .filter(registered -> !registered.testDomain())
        .findFirst()
        .orElseThrow();
  }

  private void awaitOwnership(
      String organization, String domain, DnsRecordVerificationStatus status) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(organization, domain).ownershipVerificationStatus())
                    .isEqualTo(status));
  }

  private void awaitStates(
      String organization,
      String domain,
      DnsRecordVerificationStatus ownership,
      DnsRecordVerificationStatus dkim) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              GetMailDomainResponse found = get(organization, domain);
              assertThat(found.ownershipVerificationStatus()).isEqualTo(ownership);
              assertThat(found.dkimVerificationStatus()).isEqualTo(dkim);
            });
  }

  private GetMailDomainResponse get(String organization, String domain) {
    return queries.answer(GET_MAIL_DOMAIN, new GetMailDomainRequest(organization, domain));
  }

  private static DnsRecord record(List<DnsRecord> records, String hostname) {
    return records.stream().filter(it -> it.hostname().equals(hostname)).findFirst().orElseThrow();
  }

  private static MailDomainVerificationChanged changed(
      MailDomainRegistered of, String ownership, String dkim) {
    return new MailDomainVerificationChanged(of.registrationId(), of.domainName(), ownership, dkim);
  }
}
