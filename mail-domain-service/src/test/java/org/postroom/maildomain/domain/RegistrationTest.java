package org.postroom.maildomain.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.MailDomainOperations.GET_MAIL_DOMAIN;
import static org.postroom.contract.maildomain.MailDomainOperations.LIST_MAIL_DOMAINS;
import static org.postroom.contract.maildomain.MailDomainOperations.REGISTER_MAIL_DOMAIN;
import static org.postroom.contract.maildomain.MailDomainOperations.UPDATE_DEFAULT_MAIL_DOMAIN;
import static org.postroom.kit.testing.ScriptedDirectory.newAlias;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.MailDomainClosed;
import org.postroom.contract.maildomain.GetMailDomainRequest;
import org.postroom.contract.maildomain.ListMailDomainsRequest;
import org.postroom.contract.maildomain.MailDomainSummary;
import org.postroom.contract.maildomain.RegisterMailDomainRequest;
import org.postroom.contract.maildomain.UpdateDefaultMailDomainRequest;
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
import org.postroom.maildomain.testing.Commands;
import org.postroom.maildomain.testing.DnsResource;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/** Registrations that come, become the default, are closed by the directory and come again. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
@QuarkusTestResource(DnsResource.class)
class RegistrationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "postroom.peers.directory")
  URI peer;

  @TestHTTPResource("/")
  URI service;

  @Inject Database database;

  private ScriptedDirectory directory;
  private EventLog events;
  private Commands commands;
  private Queries queries;
  private String organization;
  private String testDomain;
  private String domain;

  @BeforeEach
  void begin() throws Exception {
    directory = new ScriptedDirectory(bootstrapServers, peer);
    events = new EventLog(bootstrapServers, MailDomainEvents.CATALOGUE);
    commands = new Commands(bootstrapServers);
    queries = new Queries(service);
    String alias = newAlias();
    organization = active(alias);
    testDomain = alias + ".awsapps.com";
    domain = newAlias() + "." + DnsResource.VOUCHED;
  }

  @AfterEach
  void end() {
    directory.close();
    events.close();
    commands.close();
  }

  @Test
  void refusalsAreThoseOfTheDocumentation() {
    assertThat(register(organization, "no-domain")).isEqualTo("InvalidParameterException");
    assertThat(register(organization, "x." + testDomain)).isEqualTo("InvalidParameterException");
    assertThat(register(organization, domain)).isEqualTo("200");
    assertThat(register(organization, domain)).isEqualTo("200");
    assertThat(register(active(newAlias()), domain)).isEqualTo("MailDomainInUseException");
    assertThat(makeDefault("other." + domain)).isEqualTo("MailDomainNotFoundException");
    String pending = newAlias() + ".example.com";
    assertThat(register(organization, pending)).isEqualTo("200");
    assertThat(makeDefault(pending)).isEqualTo("MailDomainStateException");
    assertThat(all(MailDomainRegistered.class)).hasSize(3);
  }

  @Test
  void aDefaultThatIsClosedFallsBackToTheTestDomain() {
    register(organization, domain);
    String id = registration(domain);
    assertThat(makeDefault(domain)).isEqualTo("200");
    assertThat(makeDefault(domain)).isEqualTo("200");

    directory.emit(organization, new MailDomainClosed(id, domain));
    assertThat(list()).containsExactly(new MailDomainSummary(testDomain, true));
    assertThat(makeDefault(domain)).isEqualTo("MailDomainNotFoundException");
    awaitEvents(
        told ->
            assertThat(told)
                .endsWith(
                    new DefaultMailDomainChanged(registration(testDomain), testDomain),
                    new MailDomainDeregistered(id, domain)));
    assertThat(list()).containsExactly(new MailDomainSummary(testDomain, true));
  }

  @Test
  void aClosedDomainIsRegisteredAnewUnderAnotherId() {
    register(organization, domain);
    String former = registration(domain);
    directory.emit(organization, new MailDomainClosed(former, domain));
    assertThat(register(organization, domain)).isEqualTo("200");

    awaitEvents(
        told ->
            assertThat(told)
                .contains(new MailDomainDeregistered(former, domain))
                .last()
                .isInstanceOf(MailDomainRegistered.class));
    assertThat(registration(domain)).isNotEqualTo(former);
    assertThat(queries.answer(GET_MAIL_DOMAIN, new GetMailDomainRequest(organization, domain)))
        .isNotNull();
  }

  @Test
  void anotherOrganizationGetsTheNameAsSoonAsItsRegistrationIsClosed() {
    register(organization, domain);
    String former = registration(domain);
    String other = active(newAlias());
    directory.emit(organization, new MailDomainClosed(former, domain));
    assertThat(register(other, domain)).isEqualTo("200");
    awaitEvents(told -> assertThat(told).contains(new MailDomainDeregistered(former, domain)));
    assertThat(register(organization, domain)).isEqualTo("MailDomainInUseException");
    assertThat(holders(domain)).containsExactly(other);
  }

  @Test
  void whoseClosedRegistrationHasLostTheNameGetsItNoMore() {
    register(organization, domain);
    String former = registration(domain);
    String other = active(newAlias());
    directory.emit(organization, new MailDomainClosed(former, domain));
    assertThat(register(other, domain)).isEqualTo("200");
    awaitEvents(told -> assertThat(told).contains(new MailDomainDeregistered(former, domain)));
    // As it is between the closure and its clean-up.
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update(
                        "with closed as (insert into closed_registration values ($1, $2))"
                            + " insert into mail_domain values ($1, $2, $3, false, 'PENDING',"
                            + " 'PENDING', 5000, now())",
                        organization,
                        former,
                        domain)));
    assertThat(register(organization, domain)).isEqualTo("MailDomainInUseException");
    assertThat(holders(domain)).containsExactly(other);
    assertThat(all(MailDomainRegistered.class))
        .filteredOn(registered -> registered.domainName().equals(domain))
        .hasSize(1);
  }

  @Test
  void theThousandAndFirstDomainIsBeyondTheLimitUntilOneIsClosed() {
    addDomains(999);
    assertThat(register(organization, domain)).isEqualTo("200");
    assertThat(register(organization, "one." + domain)).isEqualTo("LimitExceededException");
    assertThat(register(organization, domain)).isEqualTo("200");
    directory.emit(organization, new MailDomainClosed(registration(domain), domain));
    assertThat(register(organization, "one." + domain)).isEqualTo("200");
  }

  private String active(String alias) {
    String id = directory.requestSetUp("create", alias);
    events.await(id, 3);
    directory.activate(id);
    return id;
  }

  private String register(String id, String name) {
    return commands.answer(REGISTER_MAIL_DOMAIN, new RegisterMailDomainRequest(null, id, name));
  }

  private String makeDefault(String name) {
    return commands.answer(
        UPDATE_DEFAULT_MAIL_DOMAIN, new UpdateDefaultMailDomainRequest(organization, name));
  }

  private List<MailDomainSummary> list() {
    return queries
        .answer(LIST_MAIL_DOMAINS, new ListMailDomainsRequest(organization, null, null))
        .mailDomains();
  }

  /** The latest registration of the name. */
  private String registration(String name) {
    awaitEvents(
        told ->
            assertThat(told)
                .anyMatch(
                    event ->
                        event instanceof MailDomainRegistered registered
                            && registered.domainName().equals(name)));
    return all(MailDomainRegistered.class).stream()
        .filter(registered -> registered.domainName().equals(name))
        .reduce((one, next) -> next)
        .orElseThrow()
        .registrationId();
  }

  private <E> List<E> all(Class<E> type) {
    return events.all(organization).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void awaitEvents(ThrowingConsumer<List<Record>> expectation) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> expectation.accept(events.all(organization)));
  }

  private List<String> holders(String name) {
    return database.await(
        database.read(
            session ->
                Sql.of(session)
                    .rows(
                        "select organization_id from mail_domain_name where domain_name = $1", name)
                    .map(rows -> rows.stream().map(row -> (String) row[0]).toList())));
  }

  private void addDomains(int domains) {
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update(
                        "with added as (insert into mail_domain select $1, 'r-' || n,"
                            + " 'd' || n || '.' || $1 || '.example.com', false, 'PENDING',"
                            + " 'PENDING', n + 1000, now() from generate_series(1, $2) n"
                            + " returning domain_name, organization_id, registration_id)"
                            + " insert into mail_domain_name select * from added",
                        organization,
                        domains)));
  }
}
