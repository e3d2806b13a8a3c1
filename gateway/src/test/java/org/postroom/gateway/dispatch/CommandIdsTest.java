package org.postroom.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.Caller;
import org.postroom.gateway.request.Operations;

class CommandIdsTest {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";

  private final CommandIds ids = new CommandIds("us-east-1", new SecureRandom());

  private static Call<?> call(String account, String operation, String invocationId) {
    return new Call<>(
        new Operations().byTarget("WorkMailService." + operation),
        null,
        new Caller(account, "arn:aws:iam::" + account + ":user/a", "AKIA", "::1", ""),
        "request",
        invocationId,
        null,
        answer -> {});
  }

  @Test
  void aRetryOfAnSdkIsTheSameCommand() {
    String id = ids.commandId(call("1", "CreateUser", "i-1"), ORGANIZATION, "k1:x");
    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(ids.commandId(call("1", "CreateUser", "i-1"), ORGANIZATION, "k1:x")).isEqualTo(id);
    assertThat(ids.commandId(call("1", "CreateUser", "i-2"), ORGANIZATION, "k1:x"))
        .isNotEqualTo(id);
    assertThat(ids.commandId(call("2", "CreateUser", "i-1"), ORGANIZATION, "k1:x"))
        .isNotEqualTo(id);
    assertThat(ids.commandId(call("1", "DeleteUser", "i-1"), ORGANIZATION, "k1:x"))
        .isNotEqualTo(id);
    assertThat(ids.commandId(call("1", "CreateUser", "i-1"), ORGANIZATION, "k1:y"))
        .isNotEqualTo(id);
    assertThat(ids.commandId(call("1", "CreateUser", "i-1"), "m-other", "k1:x")).isNotEqualTo(id);
  }

  @Test
  void withoutAnInvocationIdEveryRequestIsACommandOfItsOwn() {
    Call<?> call = call("1", "CreateUser", null);
    assertThat(ids.commandId(call, ORGANIZATION, "k1:x"))
        .isNotEqualTo(ids.commandId(call, ORGANIZATION, "k1:x"));
  }

  @Test
  void theIdOfANewOrganizationFollowsItsClientTokenThenItsInvocation() {
    String id = ids.newOrganizationId(call("1", "CreateOrganization", "i-1"), "token");
    assertThat(id).matches("m-[0-9a-f]{32}");
    assertThat(ids.newOrganizationId(call("1", "CreateOrganization", "i-2"), "token"))
        .isEqualTo(id);
    assertThat(ids.newOrganizationId(call("2", "CreateOrganization", "i-1"), "token"))
        .isNotEqualTo(id);
    assertThat(
            new CommandIds("eu-west-1", new SecureRandom())
                .newOrganizationId(call("1", "CreateOrganization", "i-1"), "token"))
        .isNotEqualTo(id);
    Call<?> withoutToken = call("1", "CreateOrganization", "i-1");
    assertThat(ids.newOrganizationId(withoutToken, null))
        .isEqualTo(ids.newOrganizationId(withoutToken, null))
        .isNotEqualTo(id);
    Call<?> withNothing = call("1", "CreateOrganization", null);
    assertThat(ids.newOrganizationId(withNothing, null))
        .isNotEqualTo(ids.newOrganizationId(withNothing, null));
  }
}
