package org.postroom.maildomain.dkim.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.MailDomainOperations.GET_MAIL_DOMAIN;
import static org.postroom.kit.testing.ScriptedDirectory.newAlias;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.json.Json;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.contract.maildomain.GetMailDomainRequest;
import org.postroom.contract.maildomain.GetMailDomainResponse;
import org.postroom.contract.maildomain.event.DkimKeyChanged;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.Doors;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.maildomain.testing.DnsResource;
import org.postroom.maildomain.testing.DnsServer;
import org.postroom.maildomain.testing.MailServerResource;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/**
 * A domain's mail from its registration over the first signature to the next key: what
 * GetMailDomain says is published, what the endpoint gives out signs, and a receiver believes it.
 */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
@QuarkusTestResource(DnsResource.class)
@QuarkusTestResource(MailServerResource.class)
class SigningTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "postroom.peers.directory")
  URI peer;

  @ConfigProperty(name = "postroom.mail-domain.resolvers")
  String resolver;

  @TestHTTPResource("/")
  URI service;

  @Inject Database database;
  @Inject Router router;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Handler logged = new Logged();
  private ScriptedDirectory directory;
  private EventLog events;
  private Queries queries;
  private DnsServer dns;
  private String organization;
  private String domain;

  @BeforeEach
  void begin() throws Exception {
    directory = new ScriptedDirectory(bootstrapServers, peer);
    events = new EventLog(bootstrapServers, MailDomainEvents.CATALOGUE);
    queries = new Queries(service);
    dns = new DnsServer(Integer.parseInt(resolver.substring(resolver.indexOf(':') + 1)));
    Logger.getLogger("").addHandler(logged);
    use(newAlias() + ".example.com");
  }

  private void use(String name) {
    domain = name;
    organization = directory.requestSetUp("create", newAlias(), name);
    events.awaitOne(organization, OrganizationSetUpConfirmed.class);
    directory.activate(organization);
    Awaitility.await().atMost(PATIENCE).until(() -> !keyRecords().isEmpty());
  }

  @AfterEach
  void end() {
    Logger.getLogger("").removeHandler(logged);
    dns.close();
    events.close();
    directory.close();
  }

  @Test
  void mailIsSignedWithKeysThatFollowOneAnotherWithoutAGap() throws Exception {
    List<DnsRecord> first = keyRecords();
    assertThat(first).hasSize(1);
    assertThat(first.get(0).value()).matches("v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{392}");
    assertThat(key(MailServerResource.TOKEN).statusCode()).isEqualTo(404);
    assertThat(rotate().statusCode()).isEqualTo(409);

    publishAll();
    JsonNode key = awaitKeyAfter("");
    SignedMail mail = signedBy(key);
    assertThat(mail.isRightBy(keyRecords())).isTrue();

    assertThat(rotate().statusCode()).isEqualTo(202);
    Awaitility.await().atMost(PATIENCE).until(() -> keyRecords().size() == 2);
    assertThat(keyRecords().get(0)).isEqualTo(first.get(0));
    assertThat(awaitKeyAfter("").get("Selector")).isEqualTo(key.get("Selector"));

    publishAll();
    JsonNode next = awaitKeyAfter(key.get("Selector").textValue());
    assertThat(events.awaitOne(organization, DkimKeyChanged.class))
        .isEqualTo(new DkimKeyChanged(registration(), domain, next.get("Selector").textValue()));
    SignedMail nextMail = signedBy(next);
    assertThat(nextMail.isRightBy(keyRecords())).isTrue();
    assertThat(mail.isRightBy(keyRecords())).as("mail on its way").isTrue();
    assertThat(nextMail.isRightBy(first)).isFalse();
    try (AuditLog audit = new AuditLog(bootstrapServers)) {
      assertThat(audit.records(organization))
          .extracting(record -> record.get("eventName").textValue())
          .contains("GetDkimSigningKey", "RotateDkimKey");
      assertThat(audit.records(organization))
          .filteredOn(record -> record.get("eventName").textValue().equals("GetDkimSigningKey"))
          .isNotEmpty()
          .allSatisfy(
              record ->
                  assertThat(record.path("recipientAccountId").asText())
                      .isEqualTo(ScriptedDirectory.ACCOUNT));
    }

    theTimerFinds("previous_until");
    Awaitility.await().atMost(PATIENCE).until(() -> keyRecords().size() == 1);
    assertThat(mail.isRightBy(keyRecords())).isFalse();
    assertThat(nextMail.isRightBy(keyRecords())).isTrue();

    theTimerFinds("signing_since");
    Awaitility.await().atMost(PATIENCE).until(() -> keyRecords().size() == 2);
    nothingHolds(secretOf(key));
    nothingHolds(secretOf(next));
  }

  @Test
  void nothingButHealthAnswersWithoutItsCredential() throws Exception {
    assertThat(Doors.openTo(router, service)).isEmpty();
  }

  @Test
  void aKeyIsGivenToMailServersOnlyAndThatIsLogged() throws Exception {
    publishAll();
    String selector = awaitKeyAfter("").get("Selector").textValue();
    assertThat(key(PostroomTestResource.SERVICE_CREDENTIAL).statusCode()).isEqualTo(401);
    log.clear();
    HttpResponse<String> given = key(MailServerResource.TOKEN);
    String secret = secretOf(Json.mapper().readTree(given.body()));
    assertThat(given.headers().firstValue("cache-control")).contains("no-store");
    assertThat(log)
        .anyMatch(
            line ->
                line.contains("mailServer=test-mail")
                    && line.contains("domain=" + domain)
                    && line.contains("selector=" + selector))
        .noneMatch(line -> line.contains(secret));
    assertThat(get("/q/metrics", PostroomTestResource.SERVICE_CREDENTIAL).body())
        .contains("postroom_dkim_keys_total{outcome=\"given\"}");

    directory.emit(organization, new OrganizationRemovalRequested("remove", 1));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(key(MailServerResource.TOKEN).statusCode()).isEqualTo(404));
    Awaitility.await().atMost(PATIENCE).until(() -> count("dkim_key_ring") == 0);
  }

  @Test
  void theKeysOfADomainThatTheOperatorVouchesForNeedNotBeSeen() throws Exception {
    use(newAlias() + "." + DnsResource.VOUCHED);
    String selector = awaitKeyAfter("").get("Selector").textValue();
    assertThat(rotate().statusCode()).isEqualTo(202);
    assertThat(signedBy(awaitKeyAfter(selector)).isRightBy(keyRecords())).isTrue();
  }

  private void publishAll() {
    for (DnsRecord record : records()) {
      dns.remove(record.hostname());
      dns.txt(record.hostname(), record.value());
    }
  }

  private List<DnsRecord> records() {
    return mailDomain().records().stream().filter(record -> record.type().equals("TXT")).toList();
  }

  private List<DnsRecord> keyRecords() {
    return records().stream()
        .filter(record -> record.hostname().endsWith("._domainkey." + domain))
        .toList();
  }

  private GetMailDomainResponse mailDomain() {
    return queries.answer(GET_MAIL_DOMAIN, new GetMailDomainRequest(organization, domain));
  }

  private JsonNode awaitKeyAfter(String selector) throws Exception {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              HttpResponse<String> answer = key(MailServerResource.TOKEN);
              return answer.statusCode() == 200
                  && !answer.body().contains("\"Selector\":\"" + selector + "\"");
            });
    return Json.mapper().readTree(key(MailServerResource.TOKEN).body());
  }

  private SignedMail signedBy(JsonNode key) throws Exception {
    return SignedMail.by(
        domain, key.get("Selector").textValue(), key.get("PrivateKey").textValue());
  }

  /** The last line but one of the PEM form, of which nothing is public. */
  private static String secretOf(JsonNode key) {
    List<String> lines = key.get("PrivateKey").textValue().lines().toList();
    return lines.get(lines.size() - 3);
  }

  private HttpResponse<String> key(String token) throws Exception {
    return get("/mail/dkim/" + domain, token);
  }

  private HttpResponse<String> rotate() throws Exception {
    return http.send(
        HttpRequest.newBuilder(service.resolve("/internal/dkim/rotations"))
            .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
            .POST(
                BodyPublishers.ofByteArray(
                    Json.write(Map.of("OrganizationId", organization, "DomainName", domain))))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private String registration() {
    return (String) row("select registration_id from dkim_key_ring where organization_id = $1");
  }

  private long count(String table) {
    return (Long) row("select count(*) from " + table + " where organization_id = $1");
  }

  private Object row(String sql) {
    return database.await(
        database.read(
            session -> Sql.of(session).rows(sql, organization).map(rows -> rows.get(0)[0])));
  }

  /** As if so much time had passed for the key ring. */
  private void theTimerFinds(String column) {
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update(
                        "update dkim_key_ring set due_at = now(), "
                            + column
                            + " = "
                            + column
                            + " - interval '200 days' where organization_id = $1",
                        organization)));
  }

  /** No table and no topic has this text, which is base64 of a part of a key. */
  private void nothingHolds(String secret) {
    List<String> tables =
        database.await(
            database.read(
                session ->
                    Sql.of(session)
                        .rows(
                            "select table_name from information_schema.tables"
                                + " where table_schema = 'public'")
                        .map(rows -> rows.stream().map(row -> (String) row[0]).toList())));
    assertThat(tables).contains("dkim_key_ring", "dkim_spare_key", "outbox");
    for (String table : tables) {
      String sql = "select count(*) from \"" + table + "\" t where position($1 in t::text) > 0";
      Long found =
          database.await(
              database.read(
                  session -> Sql.of(session).rows(sql, secret).map(rows -> (Long) rows.get(0)[0])));
      assertThat(found).as(table).isZero();
    }
    assertThat(log).noneMatch(line -> line.contains(secret));
    assertThat(TopicText.of(bootstrapServers)).contains(organization).doesNotContain(secret);
  }

  private final class Logged extends Handler {
    @Override
    public void publish(LogRecord record) {
      log.add(
          record.getParameters() == null
              ? record.getMessage()
              : String.format(record.getMessage(), record.getParameters()));
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
