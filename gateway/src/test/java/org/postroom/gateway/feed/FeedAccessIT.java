package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.gateway.kit.FeedClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayWorld;

/** Who may follow an organization. */
@QuarkusTest
class FeedAccessIT extends FollowedOrganization {
  @Test
  void anotherAccountsOrganizationDoesNotExist() throws Exception {
    publish(DIRECTORY, 1);
    Answer refused = follower(GatewayWorld.OTHER_KEY_ID).poll(AT_ONCE);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.type()).isEqualTo("OrganizationNotFoundException");
    String own = until(follower(), null, 1).path("Next").asText();
    assertThat(follower(GatewayWorld.OTHER_KEY_ID).poll(Map.of("after", own)).type())
        .isEqualTo("OrganizationNotFoundException");
    try (FeedClient.Stream stream =
        follower(GatewayWorld.OTHER_KEY_ID).stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(400);
    }
  }

  @Test
  void thePolicyMustAllowIt() throws Exception {
    Answer denied = follower(GatewayWorld.READER_KEY_ID).poll(AT_ONCE);
    assertThat(denied.type()).isEqualTo("AccessDeniedException");
    assertThat(denied.message())
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/reader is not authorized to perform:"
                + " workmail:FollowEvents on resource:"
                + " arn:aws:workmail:us-east-1:123456789012:organization/"
                + organization);
    publish(DIRECTORY, 1);
    assertThat(ids(until(follower(GatewayWorld.FOLLOWER_KEY_ID), null, 1)))
        .containsExactly("directory 1");
    String foreign = "m-1" + organization.substring(3);
    assertThat(new FeedClient(gateway, foreign, GatewayWorld.FOLLOWER_KEY_ID).poll(AT_ONCE).type())
        .isEqualTo("AccessDeniedException");
    assertThat(gateway.call("FollowEvents", "{}").type()).isEqualTo("UnknownOperationException");
  }

  @Test
  void everyPollAndStreamIsOnRecord() {
    assertThat(follower().poll(AT_ONCE).status()).isEqualTo(200);
    assertThat(follower(GatewayWorld.READER_KEY_ID).poll(AT_ONCE).status()).isEqualTo(400);
    try (FeedClient.Stream stream = follower().stream(Map.of(), Map.of());
        AuditLog audit = new AuditLog(TestInfrastructure.shared().bootstrapServers())) {
      assertThat(stream.status()).isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(audit.records())
                      .filteredOn(
                          record ->
                              organization.equals(
                                  record.at("/requestParameters/organizationId").asText()))
                      .hasSize(3)
                      .allSatisfy(
                          record -> {
                            assertThat(record.path("eventName").asText()).isEqualTo("FollowEvents");
                            assertThat(record.path("readOnly").asBoolean()).isTrue();
                          })
                      .extracting(record -> record.path("errorCode").asText())
                      .containsExactlyInAnyOrder("", "", "AccessDeniedException"));
    }
  }

  @Test
  void whatCannotBeUnderstoodIsRefused() {
    for (Map<String, String> parameters :
        List.of(
            Map.of("after", "4711"),
            Map.of("limit", "0"),
            Map.of("wait", "86400"),
            Map.of("context", "gateway"),
            Map.of("organisation", "x"))) {
      Answer answer = follower().poll(parameters);
      assertThat(answer.status()).as(parameters.toString()).isEqualTo(400);
      assertThat(answer.type()).isEqualTo("InvalidParameterException");
    }
    assertThat(new FeedClient(gateway, "m-1", GatewayWorld.KEY_ID).poll(AT_ONCE).type())
        .isEqualTo("InvalidParameterException");
    assertThat(new FeedClient(gateway, null, GatewayWorld.KEY_ID).poll(AT_ONCE).type())
        .isEqualTo("InvalidParameterException");
    Answer unsigned =
        gateway.send(
            "GET", "/events?organization=" + organization, Map.of(), BodyPublishers.noBody());
    assertThat(unsigned.type()).isEqualTo("MissingAuthenticationTokenException");
  }

  @Test
  void aRevokedKeysStreamEnds() throws IOException {
    String all = GatewayWorld.credentials();
    try (FeedClient.Stream stream =
        follower(GatewayWorld.FOLLOWER_KEY_ID).stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      Files.writeString(
          GatewayWorld.credentialsFile(), all.replace(GatewayWorld.FOLLOWER_KEY_ID, "AKIANOBODY"));
      await().atMost(PATIENCE).until(stream::isEnded);
      assertThat(stream.data("end"))
          .singleElement()
          .asString()
          .contains("UnrecognizedClientException");
    } finally {
      Files.writeString(GatewayWorld.credentialsFile(), all);
      await()
          .atMost(PATIENCE)
          .until(() -> follower(GatewayWorld.FOLLOWER_KEY_ID).poll(AT_ONCE).status() == 200);
    }
  }

  @Test
  void anOrganizationThatChangedHandsIsFollowedNoLonger() {
    try (FeedClient.Stream stream = follower().stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      GatewayWorld.services()
          .onQuery(
              query -> {
                throw new OperationRejected(ErrorCode.ORGANIZATION_NOT_FOUND, "gone");
              });
      await().atMost(PATIENCE).until(stream::isEnded);
      assertThat(stream.data("end"))
          .singleElement()
          .asString()
          .contains("OrganizationNotFoundException");
    }
  }

  @Test
  void anAccountHasSoManyFollowersAndNoMore() {
    List<FeedClient.Stream> streams = new ArrayList<>();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                FeedClient.Stream stream = follower().stream(Map.of(), Map.of());
                if (stream.status() == 200) {
                  streams.add(stream);
                }
                return streams.size() == 3;
              });
      assertThat(follower().poll(AT_ONCE).type()).isEqualTo("ThrottlingException");
      assertThat(follower(GatewayWorld.OTHER_KEY_ID).poll(AT_ONCE).type())
          .as("another account's follower has a place")
          .isEqualTo("OrganizationNotFoundException");
    } finally {
      streams.forEach(FeedClient.Stream::close);
    }
    awaitFollowers("stream", 0);
  }
}
