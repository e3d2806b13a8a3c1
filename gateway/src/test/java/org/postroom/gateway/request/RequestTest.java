package org.postroom.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.CreateAvailabilityConfigurationRequest;

class RequestTest {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";

  private final Operations operations = new Operations();
  private final ConstraintChecker constraints = new ConstraintChecker();

  @SuppressWarnings("unchecked")
  private <Q> PreparedOperation<Q> operation(String name) {
    return (PreparedOperation<Q>) operations.byTarget("WorkMailService." + name);
  }

  private String violations(String operation, String body, ErrorCode code) {
    PreparedOperation<Object> prepared = operation(operation);
    Object request = prepared.decode(body.getBytes(UTF_8));
    OperationRejected[] refused = new OperationRejected[1];
    assertThatThrownBy(() -> constraints.check(prepared.row(), request))
        .asInstanceOf(type(OperationRejected.class))
        .satisfies(e -> refused[0] = e);
    assertThat(refused[0].code()).isEqualTo(code);
    return refused[0].getMessage();
  }

  @Test
  void aSingleViolationIsWordedAsAwsDoes() {
    assertThat(
            violations(
                "DescribeUser",
                "{\"OrganizationId\":\"%s\",\"UserId\":\"a b\"}".formatted(ORGANIZATION),
                ErrorCode.INVALID_PARAMETER))
        .isEqualTo(
            "1 validation error detected: Value 'a b' at 'userId' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [a-zA-Z0-9._%+@-]+");
  }

  @Test
  void severalViolationsAreCountedAndJoinedInAStableOrder() {
    assertThat(violations("CreateUser", "{\"Name\":\"\"}", ErrorCode.INVALID_PARAMETER))
        .startsWith("4 validation errors detected: ")
        .contains(
            "Value null at 'displayName' failed to satisfy constraint: Member must not be null; ",
            "Value '' at 'name' failed to satisfy constraint: Member must have length greater than"
                + " or equal to 1; ",
            "Value null at 'organizationId' failed to satisfy constraint: Member must not be"
                + " null");
  }

  @Test
  void anUnknownEnumValueIsAViolationThatListsTheKnownOnes() {
    assertThat(
            violations(
                "CreateUser",
                "{\"OrganizationId\":\"%s\",\"Name\":\"a\",\"DisplayName\":\"A\",\"Role\":\"KING\"}"
                    .formatted(ORGANIZATION),
                ErrorCode.INVALID_PARAMETER))
        .isEqualTo(
            "1 validation error detected: Value 'KING' at 'role' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [USER, RESOURCE, SYSTEM_USER,"
                + " REMOTE_USER]");
  }

  @Test
  void secretAndSensitiveValuesAreNotShown() {
    String secret = "s3cret-".repeat(40);
    String personal = "Marianne ".repeat(40);
    assertThat(
            violations(
                "CreateUser",
                "{\"OrganizationId\":\"%s\",\"Name\":\"a\",\"DisplayName\":\"%s\",\"Password\":\"%s\"}"
                    .formatted(ORGANIZATION, personal, secret),
                ErrorCode.INVALID_PARAMETER))
        .isEqualTo(
            "2 validation errors detected: Value at 'displayName' failed to satisfy constraint:"
                + " Member must have length less than or equal to 256; Value at 'password' failed"
                + " to satisfy constraint: Member must have length less than or equal to 256");
  }

  @Test
  void violationsInNestedRecordsHaveAPathLikeAws() {
    assertThat(
            violations(
                "CreateOrganization",
                "{\"Alias\":\"acme\",\"Domains\":[{\"DomainName\":\"ok.example\"},{\"DomainName\":\"?\"}]}",
                ErrorCode.INVALID_PARAMETER))
        .contains("at 'domains.2.member.domainName'");
    assertThat(
            violations(
                "TagResource",
                "{\"ResourceARN\":\"x\",\"Tags\":[null]}",
                ErrorCode.INVALID_PARAMETER))
        .contains("at 'resourceARN'", "Value null at 'tags.1.member'");
  }

  @Test
  void whereTheOperationDoesNotDeclareInvalidParameterItIsAValidationException() {
    violations("UntagResource", "{}", ErrorCode.VALIDATION);
  }

  @Test
  void aMessageNeitherRepeatsEverythingNorLosesCount() {
    String keys = "\"" + "k".repeat(600) + "\",";
    String body =
        "{\"ResourceARN\":\"arn:aws:workmail:us-east-1:1:x\",\"TagKeys\":["
            + keys.repeat(200)
            + "\"a\"]}";
    String message = violations("UntagResource", body, ErrorCode.VALIDATION);
    assertThat(message).startsWith("201 validation errors detected: ").endsWith("; …");
    assertThat(message.length()).isLessThan(70_000);
  }

  @Test
  void whatIsNoSuchRequestIsASerializationException() {
    PreparedOperation<CreateUserRequest> operation = operation("CreateUser");
    for (String body :
        List.of(
            "",
            " ",
            "null",
            "[]",
            "\"x\"",
            "1",
            "{",
            "{}{}",
            "{} x",
            "{\"Name\":1}",
            "{\"Name\":[\"a\"]}",
            "{\"Name\":{}}",
            "{\"Password\":5}",
            "{\"HiddenFromGlobalAddressList\":\"yes\"}",
            "{\"HiddenFromGlobalAddressList\":1}",
            "{\"Name\":\"a\\u0000b\"}",
            "{\"Name\":\"a\\ud800b\"}",
            "{\"Name\":\"a\nb\"}",
            "[".repeat(100_000),
            "{\"Other\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")) {
      assertThatThrownBy(
              () -> operation.decode(body.getBytes(UTF_8)),
              body.length() > 50 ? "nested" : "body:" + body)
          .asInstanceOf(type(OperationRejected.class))
          .extracting(OperationRejected::code)
          .isEqualTo(ErrorCode.SERIALIZATION);
    }
    assertThatThrownBy(
            () -> operation.decode(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
        .isInstanceOf(OperationRejected.class);
  }

  @Test
  void unknownMembersAndNullsAreIgnored() {
    PreparedOperation<CreateUserRequest> operation = operation("CreateUser");
    CreateUserRequest request =
        operation.decode("{\"Name\":\"a\",\"Unknown\":{\"x\":[1]},\"Role\":null}".getBytes(UTF_8));
    assertThat(request.name()).isEqualTo("a");
    assertThat(request.role()).isNull();
  }

  @Test
  void theDigestInputIgnoresOrderBlanksUnknownMembersAndTheClientToken() {
    PreparedOperation<Object> operation = operation("CreateOrganization");
    byte[] one =
        operation.digestInput(
            operation.decode("{\"Alias\":\"acme\",\"ClientToken\":\"t1\"}".getBytes(UTF_8)));
    byte[] other =
        operation.digestInput(
            operation.decode(
                "{ \"ClientToken\":\"t2\", \"X\":1, \"Alias\" : \"acme\" }".getBytes(UTF_8)));
    assertThat(new String(one, UTF_8))
        .isEqualTo(new String(other, UTF_8))
        .isEqualTo("{\"Alias\":\"acme\",\"EnableInteroperability\":false}");
  }

  @Test
  void everySecretIsReplacedTheNestedOnesIncluded() {
    PreparedOperation<CreateAvailabilityConfigurationRequest> operation =
        operation("CreateAvailabilityConfiguration");
    CreateAvailabilityConfigurationRequest request =
        operation.decode(
            """
            {"OrganizationId":"m-1","DomainName":"example.com","EwsProvider":
             {"EwsEndpoint":"https://x/","EwsUsername":"u","EwsPassword":"hush"}}"""
                .getBytes(UTF_8));
    CreateAvailabilityConfigurationRequest replaced =
        operation.replaceSecrets(
            request, (member, isLogin, text) -> member + ':' + isLogin + ':' + text.length());
    assertThat(replaced.ewsProvider().ewsPassword().value()).isEqualTo("EwsPassword:false:4");
    assertThat(replaced.ewsProvider().ewsUsername()).isEqualTo("u");
    assertThat(request.ewsProvider().ewsPassword().value()).isEqualTo("hush");
  }

  @Test
  void everyOperationOfTheTableIsPrepared() {
    assertThat(operations.all()).hasSize(84);
    assertThat(operations.byTarget("CreateUser")).isNull();
    assertThat(operations.byTarget("WorkMailService.CreateIdentityCenterApplication")).isNull();
    assertThat(operations.byTarget(null)).isNull();
  }
}
