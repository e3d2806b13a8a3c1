package org.postroom.maildomain.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.MailDomainOperations.GET_MAIL_DOMAIN;
import static org.postroom.contract.maildomain.MailDomainOperations.LIST_MAIL_DOMAINS;
import static org.postroom.kit.testing.ScriptedDirectory.newAlias;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.event.OrganizationSetUpRefused;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.contract.maildomain.GetMailDomainRequest;
import org.postroom.contract.maildomain.GetMailDomainResponse;
import org.postroom.contract.maildomain.ListMailDomainsRequest;
import org.postroom.contract.maildomain.ListMailDomainsResponse;
import org.postroom.contract.maildomain.MailDomainSummary;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.contract.maildomain.event.MailDomainDeregistered;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/** The directory's events in; mail-domain's events, answers and rows out. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
class OrganizationLifeTest {
  private static final String OTHER_ACCOUNT = "999999999999";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "postroom.peers.directory")
  URI peer;

  @TestHTTPResource("/")
  URI service;

  @Inject Database database;

  private ScriptedDirectory directory;
  private EventLog events;
  private Queries queries;

  @BeforeEach
  void begin() throws Exception {
    directory = new ScriptedDirectory(bootstrapServers, peer);
    events = new EventLog(bootstrapServers, MailDomainEvents.CATALOGUE);
    queries = new Queries(service);
  }

  @AfterEach
  void end() {
    directory.close();
    events.close();
  }

  @Test
  void aNewOrganizationHasItsTestDomainAtOnce() {
    String alias = newAlias();
    String domain = alias + ".awsapps.com";
    String organization = directory.requestSetUp("create", alias.replace("a-", "A-"));

    List<Record> happened = events.await(organization, 3);
    MailDomainRegistered registered = (MailDomainRegistered) happened.get(0);
    assertThat(registered)
        .isEqualTo(
            new MailDomainRegistered(
                registered.registrationId(), domain, true, "VERIFIED", "VERIFIED"));
    assertThat(happened.subList(1, 3))
        .containsExactly(
            new DefaultMailDomainChanged(registered.registrationId(), domain),
            new OrganizationSetUpConfirmed("create"));
    assertThat(events.accounts(organization)).containsExactly(ScriptedDirectory.ACCOUNT);
    assertThat(count("inbound_dmarc_settings", organization, "enforced")).isEqualTo(1);

    directory.activate(organization);
    assertThat(get(organization, domain.replace("a-", "A-")))
        .isEqualTo(
            new GetMailDomainResponse(
                List.of(),
                true,
                true,
                DnsRecordVerificationStatus.VERIFIED,
                DnsRecordVerificationStatus.VERIFIED));
    assertThat(list(organization, null, null))
        .isEqualTo(new ListMailDomainsResponse(List.of(new MailDomainSummary(domain, true)), null));
  }

  @Test
  void aRepeatedRequestIsConfirmedAgainAndChangesNothing() {
    String alias = newAlias();
    String organization = directory.requestSetUp("create", alias);
    events.await(organization, 3);
    directory.emit(organization, ScriptedDirectory.setUp("create", 2, alias));
    assertThat(events.await(organization, 4).get(3))
        .isEqualTo(new OrganizationSetUpConfirmed("create"));
    assertThat(count("mail_domain", organization, "true")).isEqualTo(1);
  }

  @Test
  void customDomainsArePendingAndListedInPagesAfterTheTestDomain() {
    String alias = newAlias();
    String custom = alias + ".example.com";
    String organization =
        directory.requestSetUp("create", alias, "Z." + custom, "a." + custom, "m." + custom);
    events.await(organization, 6);
    directory.activate(organization);

    assertThat(get(organization, "z." + custom).ownershipVerificationStatus())
        .isEqualTo(DnsRecordVerificationStatus.PENDING);
    ListMailDomainsResponse first = list(organization, 3, null);
    assertThat(first.mailDomains())
        .containsExactly(
            new MailDomainSummary(alias + ".awsapps.com", true),
            new MailDomainSummary("z." + custom, false),
            new MailDomainSummary("a." + custom, false));
    ListMailDomainsResponse second = list(organization, 3, first.nextToken());
    assertThat(second.mailDomains()).containsExactly(new MailDomainSummary("m." + custom, false));
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void aDomainOfAnotherOrganizationRefusesTheSetUpWhichLeavesNothingBehind() {
    String taken = newAlias() + ".example.com";
    String wanted = newAlias() + ".example.com";
    String alias = newAlias();
    events.await(directory.requestSetUp("create", newAlias(), taken), 4);

    String refused = directory.requestSetUp("create", alias, wanted, taken);
    OrganizationSetUpRefused refusal = (OrganizationSetUpRefused) events.await(refused, 1).get(0);
    assertThat(refusal.process()).isEqualTo("create");
    assertThat(refusal.reason()).contains(taken);
    assertThat(count("mail_domain", refused, "true")).isZero();
    assertThat(count("mail_domain_name", refused, "true")).isZero();
    assertThat(count("mail_domain_settings", refused, "true")).isZero();
    assertThat(count("inbound_dmarc_settings", refused, "true")).isZero();

    String next = directory.requestSetUp("create", alias, wanted);
    assertThat(events.await(next, 4).get(3)).isEqualTo(new OrganizationSetUpConfirmed("create"));
  }

  @Test
  void ofManyOrganizationsThatWantOneDomainOneGetsIt() {
    String domain = newAlias() + ".example.com";
    String other = newAlias() + ".example.com";
    List<String> organizations = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // In both orders, for organizations that lock each other's names must not deadlock.
      organizations.add(
          i % 2 == 0
              ? directory.requestSetUp("create", newAlias(), domain, other)
              : directory.requestSetUp("create", newAlias(), other, domain));
    }
    int confirmed = 0;
    for (String organization : organizations) {
      boolean refused = events.awaitAny(organization) instanceof OrganizationSetUpRefused;
      confirmed += refused ? 0 : 1;
    }
    assertThat(confirmed).isEqualTo(1);
  }

  @Test
  void aRemovedOrganizationsNamesAreFreeAndTheRemovalIsConfirmedAsOftenAsAskedFor() {
    String alias = newAlias();
    String custom = alias + ".example.com";
    String organization = directory.requestSetUp("create", alias, custom);
    events.await(organization, 4);
    directory.emit(organization, new OrganizationRemovalRequested("remove", 1));

    List<Record> happened = events.await(organization, 7);
    assertThat(happened.subList(4, 6))
        .extracting(event -> ((MailDomainDeregistered) event).domainName())
        .containsExactly(alias + ".awsapps.com", custom);
    assertThat(happened.get(6)).isEqualTo(new OrganizationRemovalConfirmed("remove"));
    assertThat(count("mail_domain_settings", organization, "true")).isZero();
    assertThat(count("inbound_dmarc_settings", organization, "true")).isZero();

    directory.emit(organization, new OrganizationRemovalRequested("remove", 2));
    assertThat(events.await(organization, 8).get(7))
        .isEqualTo(new OrganizationRemovalConfirmed("remove"));

    String next = directory.requestSetUp("create", alias, custom);
    assertThat(events.await(next, 4).get(3)).isEqualTo(new OrganizationSetUpConfirmed("create"));
  }

  @Test
  void aLargeOrganizationIsRemovedInSteps() {
    String organization = directory.requestSetUp("create", newAlias());
    events.await(organization, 3);
    addDomains(organization, 1100);
    directory.emit(organization, new OrganizationRemovalRequested("remove", 1));
    List<Record> happened = events.await(organization, 3 + 1101 + 1);
    assertThat(happened.get(happened.size() - 1))
        .isEqualTo(new OrganizationRemovalConfirmed("remove"));
    assertThat(count("mail_domain", organization, "true")).isZero();
    assertThat(count("mail_domain_name", organization, "true")).isZero();
  }

  @Test
  void theSetUpOfAFailedOrganizationIsIgnored() {
    String alias = newAlias();
    String organization = directory.requestSetUp("create", alias, "nodot");
    assertThat(events.await(organization, 1).get(0)).isInstanceOf(OrganizationSetUpRefused.class);
    directory.emit(organization, new OrganizationFailed("a participant refused"));
    directory.emit(organization, ScriptedDirectory.setUp("another", 1, alias));
    directory.emit(organization, new OrganizationRemovalRequested("clean-up", 1));
    assertThat(events.await(organization, 2).get(1))
        .isEqualTo(new OrganizationRemovalConfirmed("clean-up"));
  }

  @Test
  void queriesAreRefusedAsTheContractSays() {
    String alias = newAlias();
    String domain = alias + ".awsapps.com";
    String organization = directory.requestSetUp("create", alias);
    events.await(organization, 3);
    GetMailDomainRequest existing = new GetMailDomainRequest(organization, domain);
    assertThat(queries.refusal(GET_MAIL_DOMAIN, existing, ScriptedDirectory.ACCOUNT))
        .isEqualTo("OrganizationStateException");
    directory.activate(organization);

    get(organization, domain);
    assertThat(queries.refusal(GET_MAIL_DOMAIN, existing, OTHER_ACCOUNT))
        .isEqualTo("OrganizationNotFoundException");
    assertThat(refusalOfGet(ScriptedDirectory.newOrganization(), domain))
        .isEqualTo("OrganizationNotFoundException");
    assertThat(refusalOfGet(organization, "not." + domain))
        .isEqualTo("MailDomainNotFoundException");
    assertThat(refusalOfGet(organization, "no-domain")).isEqualTo("MailDomainNotFoundException");
    assertThat(
            queries.refusal(
                LIST_MAIL_DOMAINS,
                new ListMailDomainsRequest(organization, null, "not-a-token"),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo("InvalidParameterException");
  }

  private String refusalOfGet(String organization, String domain) {
    return queries.refusal(
        GET_MAIL_DOMAIN, new GetMailDomainRequest(organization, domain), ScriptedDirectory.ACCOUNT);
  }

  private GetMailDomainResponse get(String organization, String domain) {
    return queries.answer(GET_MAIL_DOMAIN, new GetMailDomainRequest(organization, domain));
  }

  private ListMailDomainsResponse list(String organization, Integer maxResults, String token) {
    return queries.answer(
        LIST_MAIL_DOMAINS, new ListMailDomainsRequest(organization, maxResults, token));
  }

  private long count(String table, String organization, String condition) {
    return database.await(
        database.read(
            session ->
                Sql.of(session)
                    .rows(
                        "select count(*) from "
                            + table
                            + " where organization_id = $1 and "
                            + condition,
                        organization)
                    .map(rows -> (Long) rows.get(0)[0])));
  }

  private void addDomains(String organization, int domains) {
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update(
                        "with added as (insert into mail_domain select $1, 'r-' || n,"
                            + " 'd' || n || '.' || $1 || '.example.com', false, 'PENDING',"
                            + " 'PENDING', n + 1, now() from generate_series(1, $2) n"
                            + " returning domain_name, organization_id, registration_id)"
                            + " insert into mail_domain_name select * from added",
                        organization,
                        domains)));
  }
}
