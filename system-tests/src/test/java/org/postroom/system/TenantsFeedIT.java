package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.AccessKey;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.Tag;

/**
 * Two tenants follow their own organizations over HTTP, on topics that hold the events of both and
 * of all other tests: each is told everything of its own, and nothing of the other.
 */
@OnSharedSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsFeedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ORGANIZATIONS = 3;
  private static final String PAGE = "2";
  private static final String TEAM_A =
      """
      {"Statement": [{"Effect": "Allow", "Action": "workmail:FollowEvents", "Resource": "*",
        "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}}]}
      """;

  private RunningSystem.System system;
  private Tenant one;
  private Tenant other;

  /** An account with organizations in which something has happened. */
  private record Tenant(WorkMailClient admin, SignedCall feed, List<String> organizations) {}

  @BeforeAll
  void givenTwoTenants(RunningSystem.System running) {
    system = running;
    one = tenant("AKIAFEEDONE000000000", "121212121212");
    other = tenant("AKIAFEEDOTHER0000000", "343434343434");
  }

  private Tenant tenant(String accessKeyId, String account) {
    AccessKey key = system.newKey(accessKeyId, account);
    WorkMailClient admin = system.client(key);
    List<String> organizations = new ArrayList<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      String id = system.activeOrganization(admin);
      admin.createUser(r -> r.organizationId(id).name("ann").displayName("Ann of " + account));
      organizations.add(id);
    }
    return new Tenant(admin, system.signedCall(key), organizations);
  }

  @Test
  void eachTenantIsToldAllOfItsOwnAndNothingElse() {
    EventLog topic =
        EventLog.read(
            system.installation().bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
    for (Tenant tenant : List.of(one, other)) {
      for (String organization : tenant.organizations()) {
        List<JsonNode> told = follow(tenant.feed(), organization, topic.of(organization).size());
        assertThat(told).allMatch(e -> e.path("organizationid").asText().equals(organization));
        assertThat(told.stream().map(TenantsFeedIT::inWords))
            .startsWith(
                topic.of(organization).stream().map(TenantsFeedIT::inWords).toArray(String[]::new));
      }
    }
  }

  @Test
  void anotherTenantsOrganizationDoesNotExistAndItsCursorOpensNothing() {
    String theirs = other.organizations().get(0);
    SignedCall.Answer refused = one.feed().get("/events", Map.of("organization", theirs));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("__type").asText()).isEqualTo("OrganizationNotFoundException");
    assertThat(refused.body().has("Events")).isFalse();

    String cursor = page(other.feed(), theirs, null).path("Next").asText();
    assertThat(type(one.feed(), Map.of("organization", theirs, "after", cursor)))
        .isEqualTo("OrganizationNotFoundException");
    assertThat(
            type(one.feed(), Map.of("organization", one.organizations().get(0), "after", cursor)))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void aKeyThatIsLimitedToATagFollowsWhatHasIt() {
    String tagged = one.organizations().get(1);
    one.admin()
        .tagResource(
            r ->
                r.resourceARN("arn:aws:workmail:us-east-1:121212121212:organization/" + tagged)
                    .tags(Tag.builder().key("team").value("a").build()));
    SignedCall limited =
        system.signedCall(system.newKey("AKIAFEEDLIMITED00000", "121212121212", TEAM_A));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(limited.get("/events", query(tagged, null)).status()).isEqualTo(200));
    assertThat(type(limited, Map.of("organization", one.organizations().get(2))))
        .isEqualTo("AccessDeniedException");
    // What does not exist for it has no tags, so that it cannot be told from what exists for
    // nobody.
    for (String foreign : List.of(other.organizations().get(0), "m-" + "0".repeat(32))) {
      assertThat(type(limited, Map.of("organization", foreign))).isEqualTo("AccessDeniedException");
    }
  }

  /** At least so many directory events, a page after the other. */
  private static List<JsonNode> follow(SignedCall feed, String organization, int count) {
    List<JsonNode> told = new ArrayList<>();
    String[] cursor = {null};
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode page = page(feed, organization, cursor[0]);
              page.path("Events").forEach(told::add);
              cursor[0] = page.path("Next").asText();
              return told.size() >= count;
            });
    return told;
  }

  private static JsonNode page(SignedCall feed, String organization, String after) {
    SignedCall.Answer answer = feed.get("/events", query(organization, after));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.body().path("Gaps")).isEmpty();
    return answer.body();
  }

  private static Map<String, String> query(String organization, String after) {
    Map<String, String> query = new HashMap<>();
    query.put("organization", organization);
    query.put("context", "directory");
    query.put("limit", PAGE);
    query.put("wait", "0");
    if (after != null) {
      query.put("after", after);
    }
    return query;
  }

  private static String type(SignedCall feed, Map<String, String> query) {
    return feed.get("/events", query).body().path("__type").asText();
  }

  private static String inWords(JsonNode event) {
    return String.join(
        " ",
        event.path("id").asText(),
        event.path("organizationid").asText(),
        event.path("epoch").asText(),
        event.path("sequence").asText(),
        event.path("data").toString());
  }

  private static String inWords(EventEnvelope event) {
    return String.join(
        " ",
        event.id(),
        event.organizationId(),
        Long.toString(event.epoch()),
        Long.toString(event.sequence()),
        Json.read(event.data(), JsonNode.class).toString());
  }
}
