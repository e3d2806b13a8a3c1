package org.postroom.maildomain.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.MailDomainOperations.TEST_AVAILABILITY_CONFIGURATION;
import static org.postroom.kit.testing.ScriptedDirectory.newAlias;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.maildomain.AvailabilityConfiguration;
import org.postroom.contract.maildomain.LambdaAvailabilityProvider;
import org.postroom.contract.maildomain.ListAvailabilityConfigurationsResponse;
import org.postroom.contract.maildomain.RedactedEwsAvailabilityProvider;
import org.postroom.contract.maildomain.TestAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.TestAvailabilityConfigurationResponse;
import org.postroom.contract.maildomain.event.AvailabilityConfigurationDeleted;
import org.postroom.contract.maildomain.event.EwsAvailabilityConfigured;
import org.postroom.contract.maildomain.event.InboundDmarcSettingsChanged;
import org.postroom.contract.maildomain.event.LambdaAvailabilityConfigured;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.maildomain.testing.Commands;
import org.postroom.maildomain.testing.EwsStandIn;
import org.postroom.maildomain.testing.LambdaStandIn;
import org.postroom.maildomain.testing.ProviderStandIns;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/** Availability configurations and inbound DMARC in the running service. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
@QuarkusTestResource(ProviderStandIns.class)
class AvailabilityTest {
  private static final String DOMAIN = "partner.example";
  private static final LambdaAvailabilityProvider LAMBDA =
      new LambdaAvailabilityProvider("arn:aws:lambda:us-east-1:123456789012:function:calendars");

  /** What an organization's set-up is told with. */
  private static final int SET_UP = 3;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "postroom.peers.directory")
  URI peer;

  @TestHTTPResource("/")
  URI service;

  @Inject Database database;
  @Inject SecretSealer sealer;
  @Inject OrganizationSnapshot snapshot;

  EwsStandIn exchange;
  LambdaStandIn lambda;

  private ScriptedDirectory directory;
  private EventLog events;
  private Queries queries;
  private Commands commands;
  private String organization;
  private AvailabilityCalls calls;

  @BeforeEach
  void begin() throws Exception {
    directory = new ScriptedDirectory(bootstrapServers, peer);
    events = new EventLog(bootstrapServers, MailDomainEvents.CATALOGUE);
    queries = new Queries(service);
    commands = new Commands(bootstrapServers);
    organization = directory.requestSetUp("create", newAlias());
    events.await(organization, SET_UP);
    directory.activate(organization);
    calls = new AvailabilityCalls(commands, queries, sealer, organization);
  }

  @AfterEach
  void end() {
    directory.close();
    events.close();
    commands.close();
  }

  @Test
  void aConfigurationIsCreatedListedReplacedAndDeleted() {
    assertThat(calls.create("Partner.Example", exchange.url(), null)).isEqualTo("200");
    assertThat(calls.create("b.example", null, LAMBDA)).isEqualTo("200");
    assertThat(calls.create(DOMAIN, null, LAMBDA)).isEqualTo("NameAvailabilityException");
    assertThat(calls.create("c.example", null, null)).isEqualTo("InvalidParameterException");
    assertThat(calls.create("c.example", exchange.url(), LAMBDA))
        .isEqualTo("InvalidParameterException");

    List<AvailabilityConfiguration> listed = calls.list(null, null).availabilityConfigurations();
    assertThat(listed)
        .extracting(AvailabilityConfiguration::domainName)
        .containsExactly(DOMAIN, "b.example");
    assertThat(listed.get(0).ewsProvider())
        .isEqualTo(new RedactedEwsAvailabilityProvider(exchange.url(), EwsStandIn.USER));
    assertThat(listed.get(0).lambdaProvider()).isNull();
    ListAvailabilityConfigurationsResponse first = calls.list(1, null);
    assertThat(calls.list(1, first.nextToken()).availabilityConfigurations())
        .containsExactly(listed.get(1));

    assertThat(calls.update(DOMAIN.toUpperCase(Locale.ROOT), null, LAMBDA)).isEqualTo("200");
    assertThat(calls.update("unknown.example", null, LAMBDA))
        .isEqualTo("ResourceNotFoundException");
    assertThat(calls.update(DOMAIN, exchange.url(), LAMBDA)).isEqualTo("InvalidParameterException");
    AvailabilityConfiguration replaced = calls.list(null, null).availabilityConfigurations().get(0);
    assertThat(replaced.lambdaProvider()).isEqualTo(LAMBDA);
    assertThat(replaced.ewsProvider()).isNull();
    assertThat(replaced.dateCreated()).isEqualTo(listed.get(0).dateCreated());
    assertThat(replaced.dateModified()).isAfter(listed.get(0).dateModified());

    assertThat(calls.delete("PARTNER.example")).isEqualTo("200");
    assertThat(calls.delete(DOMAIN)).isEqualTo("200");
    assertThat(calls.create(DOMAIN, exchange.url(), null)).isEqualTo("200");
    assertThat(calls.list(null, null).availabilityConfigurations())
        .extracting(AvailabilityConfiguration::domainName)
        .containsExactly("b.example", DOMAIN);

    Record ofExchange = new EwsAvailabilityConfigured(DOMAIN, exchange.url(), EwsStandIn.USER);
    assertThat(happened(5))
        .containsExactly(
            ofExchange,
            new LambdaAvailabilityConfigured("b.example", LAMBDA.lambdaArn()),
            new LambdaAvailabilityConfigured(DOMAIN, LAMBDA.lambdaArn()),
            new AvailabilityConfigurationDeleted(DOMAIN),
            ofExchange);
  }

  @Test
  void anOrganizationHasAtMostAHundred() {
    List<String> domains =
        IntStream.rangeClosed(1, 100).mapToObj(n -> "d" + n + ".example").toList();
    assertThat(calls.createAll(domains, LAMBDA)).hasSize(100).containsOnly("200");
    assertThat(calls.create("more.example", null, LAMBDA)).isEqualTo("LimitExceededException");
    assertThat(calls.delete("d7.example")).isEqualTo("200");
    assertThat(calls.create("more.example", null, LAMBDA)).isEqualTo("200");
  }

  @Test
  void aPasswordIsKeptForItsRowAloneAndShownToNobodyButTheEndpoint() {
    calls.create(DOMAIN, exchange.url(), null);
    calls.create("b.example", exchange.url(), null);
    assertThat(calls.test(DOMAIN, null, null))
        .isEqualTo(new TestAvailabilityConfigurationResponse(true, null));
    String kept = column("ews_password", DOMAIN);
    assertThat(kept).startsWith("sealed:");

    // Whoever moves a password to another row has nothing of it.
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update(
                        "update availability_configuration set ews_password = $1"
                            + " where organization_id = $2 and domain_name = 'b.example'",
                        kept,
                        organization)));
    TestAvailabilityConfigurationRequest moved =
        new TestAvailabilityConfigurationRequest(organization, "b.example", null, null);
    assertThat(
            queries
                .ask(TEST_AVAILABILITY_CONFIGURATION, moved, ScriptedDirectory.ACCOUNT)
                .statusCode())
        .isEqualTo(500);
    assertThat(everyRow()).doesNotContain(EwsStandIn.PASSWORD);
  }

  @Test
  void aProviderIsTestedBeforeItIsConfigured() {
    lambda.put(
        LAMBDA.lambdaArn(),
        LambdaStandIn.policyFor(ScriptedDirectory.ACCOUNT),
        LambdaStandIn.busy(),
        false);
    assertThat(calls.test(null, null, LAMBDA).testPassed()).isTrue();
    assertThat(calls.test(null, exchange.url(), null).testPassed()).isTrue();
    TestAvailabilityConfigurationResponse failed =
        calls.test(null, exchange.url().replace(EwsStandIn.PATH, "/elsewhere"), null);
    assertThat(failed.testPassed()).isFalse();
    assertThat(failed.failureReason()).contains("HTTP 404");
    assertThat(calls.test(null, "http://169.254.169.254/latest/", null).failureReason())
        .contains("does not call");

    assertThat(calls.testRefusal(DOMAIN, null, LAMBDA)).isEqualTo("InvalidParameterException");
    assertThat(calls.testRefusal(null, exchange.url(), LAMBDA))
        .isEqualTo("InvalidParameterException");
    assertThat(calls.testRefusal(null, null, null)).isEqualTo("InvalidParameterException");
    assertThat(calls.testRefusal("unknown.example", null, null))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void dmarcIsEnforcedUntilItIsSaidOtherwise() {
    assertThat(calls.enforced()).isTrue();
    assertThat(calls.putDmarc(true)).isEqualTo("200");
    assertThat(calls.putDmarc(false)).isEqualTo("200");
    assertThat(calls.putDmarc(false)).isEqualTo("200");
    assertThat(calls.enforced()).isFalse();
    assertThat(happened(1)).containsExactly(new InboundDmarcSettingsChanged(false));
  }

  @Test
  void aRemovedOrganizationLeavesNothingBehind() {
    calls.create(DOMAIN, exchange.url(), null);
    calls.putDmarc(false);
    directory.emit(organization, new OrganizationRemovalRequested("remove", 1));
    assertThat(happened(4).get(3)).isEqualTo(new OrganizationRemovalConfirmed("remove"));
    assertThat(rows("availability_configuration")).isZero();
    assertThat(rows("availability_configuration_count")).isZero();
    assertThat(rows("inbound_dmarc_settings")).isZero();
    assertThat(calls.create(DOMAIN, exchange.url(), null)).isEqualTo("OrganizationStateException");
    assertThat(calls.putDmarc(false)).isEqualTo("OrganizationStateException");
  }

  @Test
  void afterARestoreEverythingIsToldAnew() {
    calls.create(DOMAIN, exchange.url(), null);
    calls.create("b.example", null, LAMBDA);
    calls.putDmarc(false);
    List<Record> told = happened(3);
    OrganizationSnapshot.Chunk domains = chunk(null);
    assertThat(domains.events()).hasSize(2);
    OrganizationSnapshot.Chunk settings = chunk(domains.last());
    assertThat(settings.events()).containsExactly(told.get(2), told.get(0), told.get(1));
    assertThat(settings.last()).isNull();
  }

  private OrganizationSnapshot.Chunk chunk(String after) {
    return database.await(database.read(session -> snapshot.next(session, organization, after)));
  }

  /** What an organization was told beyond its set-up. */
  private List<Record> happened(int count) {
    return events.await(organization, SET_UP + count).subList(SET_UP, SET_UP + count);
  }

  private long rows(String table) {
    return (Long) read("select count(*) from " + table + " where organization_id = $1");
  }

  private String column(String name, String domain) {
    return (String)
        read(
            "select "
                + name
                + " from availability_configuration where organization_id = $1 and domain_name = '"
                + domain
                + "'");
  }

  /** Everything that is kept about the organization, as text. */
  private String everyRow() {
    return (String)
        read(
            "select string_agg(c::text, ' ') from availability_configuration c"
                + " where organization_id = $1");
  }

  private Object read(String sql) {
    return database.await(
        database.read(
            session -> Sql.of(session).rows(sql, organization).map(found -> found.get(0)[0])));
  }
}
