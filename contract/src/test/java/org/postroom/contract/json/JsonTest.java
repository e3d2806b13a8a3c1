package org.postroom.contract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.CreateUserResponse;
import org.postroom.contract.directory.DescribeOrganizationResponse;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.ListUsersRequest;
import org.postroom.contract.directory.ListUsersResponse;
import org.postroom.contract.directory.TagResourceRequest;
import org.postroom.contract.directory.UpdateResourceRequest;
import org.postroom.contract.directory.User;
import org.postroom.contract.maildomain.GetMailDomainResponse;
import org.postroom.contract.policy.AccessControlRule;
import org.postroom.contract.secret.Secret;

class JsonTest {
  @Test
  void aRequestReadsAsItIsWritten() {
    String json =
        """
        {"OrganizationId":"m-1","Name":"ada","DisplayName":"Ada Lovelace","Password":"Correct-1",\
        "Role":"USER","FirstName":"Ada","LastName":"Lovelace","HiddenFromGlobalAddressList":true}""";
    CreateUserRequest request =
        new CreateUserRequest(
            "m-1", "ada", "Ada Lovelace", new Secret("Correct-1"), "USER", "Ada", "Lovelace", true);
    assertThat(write(request)).isEqualTo(json);
    assertThat(read(json, CreateUserRequest.class)).isEqualTo(request);
    assertThat(request.toString()).doesNotContain("Correct-1");
  }

  @Test
  void timestampsAreEpochSecondsWithAtMostMilliseconds() {
    AccessControlRule rule =
        new AccessControlRule(
            "default",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Instant.EPOCH,
            Instant.ofEpochMilli(1532459261827L),
            null,
            null);
    assertThat(write(rule))
        .isEqualTo("{\"Name\":\"default\",\"DateCreated\":0.000,\"DateModified\":1532459261.827}");
    assertThat(read(write(rule), AccessControlRule.class)).isEqualTo(rule);
    assertThat(created("1581635628.0")).isEqualTo(Instant.ofEpochSecond(1581635628));
    assertThat(created("0")).isEqualTo(Instant.EPOCH);
    assertThat(created("1.5e3")).isEqualTo(Instant.ofEpochSecond(1500));
    assertThat(created("-0.001")).isEqualTo(Instant.ofEpochMilli(-1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"0\"", "\"\"", "true", "[]", "{}", "1.0001", "1e30", "1e999999999"})
  void nothingElseIsATimestamp(String value) {
    assertThatThrownBy(() -> created(value)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void unsetMembersAreLeftOutAndBooleansAreNot() {
    assertThat(write(new ListUsersResponse(null, null))).isEqualTo("{}");
    assertThat(write(new ListUsersResponse(List.of(), null))).isEqualTo("{\"Users\":[]}");
    assertThat(write(new GetMailDomainResponse(null, false, false, null, null)))
        .isEqualTo("{\"IsTestDomain\":false,\"IsDefault\":false}");
    User user = new User("u", null, "ada", "", EntityState.DISABLED, null, null, null);
    assertThat(write(new ListUsersResponse(List.of(user), null)))
        .isEqualTo(
            "{\"Users\":[{\"Id\":\"u\",\"Name\":\"ada\",\"DisplayName\":\"\",\"State\":\"DISABLED\"}]}");
  }

  @Test
  void membersThatAreNotUpperCamelKeepTheirNames() {
    assertThat(read("{\"ResourceARN\":\"arn:x\"}", TagResourceRequest.class).resourceArn())
        .isEqualTo("arn:x");
    DescribeOrganizationResponse organization =
        read("{\"ARN\":\"arn:x\"}", DescribeOrganizationResponse.class);
    assertThat(organization.arn()).isEqualTo("arn:x");
    assertThat(write(organization))
        .isEqualTo("{\"ARN\":\"arn:x\",\"InteroperabilityEnabled\":false}");
  }

  @Test
  void unknownMembersAreIgnoredAndNullIsAbsent() {
    CreateUserRequest request =
        read(
            """
            {"OrganizationId":"m-1","organizationid":"m-2","IdentityProviderUserId":"x",
             "Unknown":{"deep":[1,{"a":null}]},"Name":null,"HiddenFromGlobalAddressList":null}""",
            CreateUserRequest.class);
    assertThat(request)
        .isEqualTo(new CreateUserRequest("m-1", null, null, null, null, null, null, false));
  }

  @Test
  void aBooleanObjectKnowsWhetherItWasGiven() {
    assertThat(hidden("{}")).isNull();
    assertThat(hidden("{\"HiddenFromGlobalAddressList\":null}")).isNull();
    assertThat(hidden("{\"HiddenFromGlobalAddressList\":false}")).isFalse();
    assertThat(hidden("{\"HiddenFromGlobalAddressList\":true}")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"MaxResults\":\"5\"}",
        "{\"MaxResults\":\"\"}",
        "{\"MaxResults\":\" \"}",
        "{\"MaxResults\":5.5}",
        "{\"MaxResults\":5.0}",
        "{\"MaxResults\":true}",
        "{\"MaxResults\":2147483648}",
        "{\"MaxResults\":1e400}",
        "{\"MaxResults\":NaN}",
        "{\"MaxResults\":[5]}",
        "{\"NextToken\":5}",
        "{\"NextToken\":5.5}",
        "{\"NextToken\":true}",
        "{\"NextToken\":[\"a\"]}",
        "{\"NextToken\":{}}",
        "{\"Filters\":\"\"}",
        "{\"Filters\":[]}",
        "{\"Filters\":5}",
        "{\"Filters\":{\"State\":1}}",
        "{\"NextToken\":\"\\u0000\"}",
        "{\"NextToken\":\"\\ud800\"}",
        "{\"NextToken\":\"\\udc00\\ud800\"}",
        "{\"NextToken\":\"\\ud800x\"}",
        "{} {}",
        "{}]",
        "{",
        "",
        " ",
        "[]",
        "5",
        "\"\"",
        "{'NextToken':'a'}",
        "{\"NextToken\":\"\t\"}",
        "{\"NextToken\":\"a\",}",
        "\u0000{}"
      })
  void nothingIsCoercedOrGuessed(String json) {
    assertThatThrownBy(() -> read(json, ListUsersRequest.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Password\":5}",
        "{\"Password\":{\"value\":\"x\"}}",
        "{\"Password\":[\"x\"]}",
        "{\"Password\":\"\\u0000\"}",
        "{\"HiddenFromGlobalAddressList\":\"true\"}",
        "{\"HiddenFromGlobalAddressList\":1}",
        "{\"HiddenFromGlobalAddressList\":\"\"}"
      })
  void neitherAreSecretsAndBooleans(String json) {
    assertThatThrownBy(() -> read(json, CreateUserRequest.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "{}", "\"a\"", "[\"a\"]", "[5]", "[[]]"})
  void norAreLists(String tags) {
    assertThatThrownBy(() -> read("{\"Tags\":" + tags + "}", TagResourceRequest.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aPairOfSurrogatesIsText() {
    String clef = "\"\\ud834\\udd1e\"";
    assertThat(read("{\"UserId\":" + clef + "}", CreateUserResponse.class).userId())
        .isEqualTo("\ud834\udd1e");
  }

  @Test
  void depthIsLimitedAlsoInMembersNobodyKnows() {
    String open = "{\"Unknown\":";
    String within = open.repeat(Json.MAX_DEPTH) + "1" + "}".repeat(Json.MAX_DEPTH);
    assertThat(read(within, ListUsersRequest.class)).isNotNull();
    assertThatThrownBy(() -> read(open + within + "}", ListUsersRequest.class))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> read("[".repeat(100_000), ListUsersRequest.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anUnreadableBodyIsNotRepeatedInTheReason() {
    assertThatThrownBy(
            () ->
                read("{\"Password\":\"hunter2\",\"Name\":[\"hunter2\"]}", CreateUserRequest.class))
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> read("{\"Password\":hunter2}", CreateUserRequest.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static Boolean hidden(String json) {
    return read(json, UpdateResourceRequest.class).hiddenFromGlobalAddressList();
  }

  private static Instant created(String value) {
    return read("{\"DateCreated\":" + value + "}", AccessControlRule.class).dateCreated();
  }

  private static <T> T read(String json, Class<T> type) {
    return Json.read(json.getBytes(UTF_8), type);
  }

  private static String write(Object value) {
    return new String(Json.write(value), UTF_8);
  }
}
