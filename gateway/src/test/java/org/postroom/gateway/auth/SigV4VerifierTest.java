package org.postroom.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;

class SigV4VerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
  private static final byte[] BODY = "{\"OrganizationId\":\"m-1\"}".getBytes(UTF_8);
  private static final TestSigner SIGNER =
      TestSigner.of(GatewayWorld.KEY_ID, GatewayWorld.SECRET).withDate(NOW);

  /** A request that a real client has sent. */
  record Recorded(
      @JsonProperty("name") String name,
      @JsonProperty("query") String query,
      @JsonProperty("headers") List<List<String>> headers,
      @JsonProperty("body") String body) {

    RequestHead head() {
      return new Head(query, headers);
    }
  }

  record Head(String rawQuery, List<List<String>> headers) implements RequestHead {
    static Head of(Map<String, String> headers) {
      List<List<String>> list = new ArrayList<>();
      headers.forEach((name, value) -> list.add(List.of(name, value)));
      if (!headers.containsKey("host")) {
        list.add(List.of("host", "localhost"));
      }
      return new Head(null, list);
    }

    Head and(String name, String value) {
      List<List<String>> more = new ArrayList<>(headers);
      more.add(List.of(name, value));
      return new Head(rawQuery, more);
    }

    @Override
    public List<String> values(String lowerCaseName) {
      return headers.stream()
          .filter(header -> header.get(0).toLowerCase(Locale.ROOT).equals(lowerCaseName))
          .map(header -> header.get(1))
          .toList();
    }
  }

  private static SigV4Verifier at(Instant now) {
    Credentials credentials =
        Credentials.parse(GatewayWorld.credentials().getBytes(UTF_8), GatewayWorld.sealer());
    return new SigV4Verifier(
        () -> credentials, "us-east-1", Duration.ofMinutes(5), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Head signed(TestSigner signer) {
    return Head.of(
        signer.sign("localhost", Map.of("x-amz-target", "WorkMailService.DescribeUser"), BODY));
  }

  private static void assertRefused(
      SigV4Verifier verifier, RequestHead head, byte[] body, ErrorCode code, String message) {
    assertThatThrownBy(() -> verifier.verify(head, body))
        .asInstanceOf(InstanceOfAssertFactories.type(OperationRejected.class))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.getMessage()).contains(message);
            });
  }

  @TestFactory
  Stream<DynamicTest> requestsOfRealClientsAreVerified() throws IOException {
    List<Recorded> all = new ArrayList<>();
    for (String file : List.of("botocore.json", "java-sdk.json")) {
      try (InputStream in = getClass().getResourceAsStream("/sigv4/" + file)) {
        all.addAll(List.of(new ObjectMapper().readValue(in, Recorded[].class)));
      }
    }
    return all.stream()
        .map(
            recorded ->
                DynamicTest.dynamicTest(
                    recorded.name(),
                    () -> {
                      RequestHead head = recorded.head();
                      Instant signedAt = RequestDate.ofAmzDate(head.single("x-amz-date")).instant();
                      byte[] body = recorded.body().getBytes(UTF_8);
                      assertThat(at(signedAt).verify(head, body).account())
                          .isEqualTo(GatewayWorld.ACCOUNT);
                      assertRefused(
                          at(signedAt),
                          head,
                          (recorded.body() + ' ').getBytes(UTF_8),
                          ErrorCode.INVALID_SIGNATURE,
                          "does not match");
                    }));
  }

  @Test
  void theDateMayBeFiveMinutesOffAndNoMore() {
    RequestHead head = signed(SIGNER);
    assertThatCode(() -> at(NOW.plus(Duration.ofMinutes(5))).verify(head, BODY))
        .doesNotThrowAnyException();
    assertThatCode(() -> at(NOW.minus(Duration.ofMinutes(5))).verify(head, BODY))
        .doesNotThrowAnyException();
    assertRefused(
        at(NOW.plus(Duration.ofMinutes(5)).plusSeconds(1)),
        head,
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "Signature expired: 20261122T153000Z is now earlier than 20261122T153001Z"
            + " (20261122T153501Z - 5 min.)");
    assertRefused(
        at(NOW.minus(Duration.ofMinutes(5)).minusSeconds(1)),
        head,
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "Signature not yet current: 20261122T153000Z is still later than 20261122T152959Z"
            + " (20261122T152459Z + 5 min.)");
  }

  @Test
  void aRequestWithoutOrWithUnreadableAuthorizationIsRefused() {
    assertRefused(
        at(NOW),
        Head.of(Map.of("x-amz-date", "20261122T153000Z")),
        BODY,
        ErrorCode.MISSING_AUTHENTICATION_TOKEN,
        "Missing Authentication Token");
    for (String header :
        List.of(
            "Basic dXNlcjpwYXNz",
            "AWS4-HMAC-SHA256",
            "AWS4-HMAC-SHA256 ",
            "AWS4-HMAC-SHA256 nonsense",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=00",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=, Signature=0",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0",
            "AWS4-HMAC-SHA256 Credential=,Credential=,SignedHeaders=host,Signature=0",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, Signature=0, Other=1",
            "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host")) {
      assertRefused(
          at(NOW),
          Head.of(Map.of("x-amz-date", "20261122T153000Z", "authorization", header)),
          BODY,
          ErrorCode.INCOMPLETE_SIGNATURE,
          "");
    }
    assertRefused(
        at(NOW),
        signed(SIGNER).and("authorization", "AWS4-HMAC-SHA256 again"),
        BODY,
        ErrorCode.INCOMPLETE_SIGNATURE,
        "one Authorization");
  }

  @Test
  void theDateMustBeThereAndReadable() {
    for (String date :
        List.of("", "today", "20261122T153000", "20261322T153000Z", "２０261122T153000Z")) {
      Map<String, String> headers = SIGNER.sign("localhost", Map.of(), BODY);
      headers.put("x-amz-date", date);
      assertRefused(at(NOW), Head.of(headers), BODY, ErrorCode.INCOMPLETE_SIGNATURE, "Date");
    }
    Map<String, String> headers = SIGNER.sign("localhost", Map.of(), BODY);
    headers.remove("x-amz-date");
    assertRefused(at(NOW), Head.of(headers), BODY, ErrorCode.INCOMPLETE_SIGNATURE, "Date");
  }

  @Test
  void anotherKeyRegionServiceOrDayIsRefused() {
    assertRefused(
        at(NOW),
        signed(TestSigner.of("AKIANOBODY", GatewayWorld.SECRET).withDate(NOW)),
        BODY,
        ErrorCode.UNRECOGNIZED_CLIENT,
        "The security token included in the request is invalid.");
    assertRefused(
        at(NOW),
        signed(TestSigner.of(GatewayWorld.KEY_ID, "another secret").withDate(NOW)),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "The request signature we calculated does not match the signature you provided.");
    assertRefused(
        at(NOW),
        signed(SIGNER.withRegion("eu-west-1")),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "valid region");
    assertRefused(
        at(NOW),
        signed(SIGNER.withService("s3")),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "correct service: 'workmail'");
    Map<String, String> headers = SIGNER.sign("localhost", Map.of(), BODY);
    headers.compute("authorization", (name, value) -> value.replace("/20261122/", "/20261121/"));
    assertRefused(at(NOW), Head.of(headers), BODY, ErrorCode.INVALID_SIGNATURE, "Credential scope");
  }

  @Test
  void whatIsSignedCannotBeExchanged() {
    Map<String, String> headers =
        SIGNER.sign("localhost", Map.of("x-amz-target", "WorkMailService.DescribeUser"), BODY);
    Map<String, String> tampered = new java.util.TreeMap<>(headers);
    tampered.put("x-amz-target", "WorkMailService.DeleteUser");
    assertRefused(at(NOW), Head.of(tampered), BODY, ErrorCode.INVALID_SIGNATURE, "does not match");
    assertRefused(
        at(NOW),
        Head.of(headers).and("x-amz-target", "WorkMailService.DeleteUser"),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "does not match");
    Map<String, String> elsewhere = new java.util.TreeMap<>(headers);
    elsewhere.put("host", "other.example.com");
    assertRefused(at(NOW), Head.of(elsewhere), BODY, ErrorCode.INVALID_SIGNATURE, "does not match");
    assertRefused(
        at(NOW),
        new Head("Action=Other", Head.of(headers).headers()),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "does not match");
    Map<String, String> missing = new java.util.TreeMap<>(headers);
    missing.remove("x-amz-target");
    assertRefused(at(NOW), Head.of(missing), BODY, ErrorCode.INVALID_SIGNATURE, "does not match");
  }

  @Test
  void whatDecidesAboutTheCallMustBeSigned() {
    Head withoutTarget = Head.of(SIGNER.sign("localhost", Map.of(), BODY));
    assertRefused(
        at(NOW),
        withoutTarget.and("x-amz-target", "WorkMailService.DeleteUser"),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "'x-amz-target' must be a 'SignedHeader'");
    assertRefused(
        at(NOW),
        withoutTarget.and("x-amz-security-token", GatewayWorld.SESSION_TOKEN),
        BODY,
        ErrorCode.INVALID_SIGNATURE,
        "'x-amz-security-token' must be a 'SignedHeader'");
    Map<String, String> headers = SIGNER.sign("localhost", Map.of(), BODY);
    headers.compute(
        "authorization", (name, value) -> value.replace("host;x-amz-date", "x-amz-date"));
    assertRefused(at(NOW), Head.of(headers), BODY, ErrorCode.INVALID_SIGNATURE, "'Host'");
    headers.compute("authorization", (name, value) -> value.replace("=x-amz-date", "=host"));
    assertRefused(at(NOW), Head.of(headers), BODY, ErrorCode.INVALID_SIGNATURE, "The date");
  }

  @Test
  void aSessionTokenBelongsToTemporaryCredentialsAndOnlyToThem() {
    TestSigner temporary =
        TestSigner.of(GatewayWorld.TEMPORARY_KEY_ID, GatewayWorld.SECRET).withDate(NOW);
    String bad = "The security token included in the request is invalid.";
    assertThat(at(NOW).verify(signed(temporary.withSessionToken(GatewayWorld.SESSION_TOKEN)), BODY))
        .isNotNull();
    assertRefused(at(NOW), signed(temporary), BODY, ErrorCode.UNRECOGNIZED_CLIENT, bad);
    assertRefused(
        at(NOW),
        signed(temporary.withSessionToken("another")),
        BODY,
        ErrorCode.UNRECOGNIZED_CLIENT,
        bad);
    assertRefused(
        at(NOW),
        signed(SIGNER.withSessionToken(GatewayWorld.SESSION_TOKEN)),
        BODY,
        ErrorCode.UNRECOGNIZED_CLIENT,
        bad);
    assertRefused(
        at(NOW),
        signed(
            TestSigner.of(GatewayWorld.EXPIRED_KEY_ID, GatewayWorld.SECRET)
                .withDate(NOW)
                .withSessionToken(GatewayWorld.SESSION_TOKEN)),
        BODY,
        ErrorCode.EXPIRED_TOKEN,
        "The security token included in the request is expired");
  }

  @Test
  void signingKeysOfAdjacentDaysAndScopesAreKeptApart() {
    SigningKeys keys = new SigningKeys("secret");
    assertThat(keys.of("20261122", "us-east-1", "workmail"))
        .isSameAs(keys.of("20261122", "us-east-1", "workmail"))
        .isNotEqualTo(keys.of("20261123", "us-east-1", "workmail"))
        .isNotEqualTo(keys.of("20261124", "us-east-1", "workmail"));
    assertThat(keys.of("20261122", "us-east-1", "workmail"))
        .isEqualTo(new SigningKeys("secret").of("20261122", "us-east-1", "workmail"));
  }
}
