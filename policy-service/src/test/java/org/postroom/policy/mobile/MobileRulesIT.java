package org.postroom.policy.mobile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.ALLOW;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.DENY;
import static org.postroom.contract.policy.PolicyOperations.CREATE_MOBILE_DEVICE_ACCESS_RULE;
import static org.postroom.contract.policy.PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_RULE;
import static org.postroom.contract.policy.PolicyOperations.GET_MOBILE_DEVICE_ACCESS_EFFECT;
import static org.postroom.contract.policy.PolicyOperations.LIST_MOBILE_DEVICE_ACCESS_RULES;
import static org.postroom.contract.policy.PolicyOperations.UPDATE_MOBILE_DEVICE_ACCESS_RULE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.policy.CreateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.DeleteMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessEffectRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessEffectResponse;
import org.postroom.contract.policy.ListMobileDeviceAccessRulesRequest;
import org.postroom.contract.policy.MobileDeviceAccessMatchedRule;
import org.postroom.contract.policy.MobileDeviceAccessRule;
import org.postroom.contract.policy.UpdateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.event.MobileDeviceAccessRuleDeleted;
import org.postroom.contract.policy.event.MobileDeviceAccessRuleUpdated;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** Mobile device access rules through Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class MobileRulesIT extends PolicyServiceTest {
  @Test
  void aRuleIsMadeReplacedListedAndDeleted() {
    String id = create("Phones", "DENY", "no phones", List.of("iPhone"), List.of("iPad"));
    MobileDeviceAccessRule made = list().get(1);
    assertThat(made.mobileDeviceAccessRuleId()).isEqualTo(id);
    assertThat(made.effect()).isEqualTo(DENY);
    assertThat(made.description()).isEqualTo("no phones");
    assertThat(made.deviceTypes()).containsExactly("iPhone");
    assertThat(made.notDeviceTypes()).containsExactly("iPad");
    assertThat(made.deviceModels()).isNull();
    assertThat(effect("iPhone15"))
        .isEqualTo(
            new GetMobileDeviceAccessEffectResponse(
                DENY, List.of(new MobileDeviceAccessMatchedRule(id, "Phones"))));
    assertThat(effect("Android").effect()).isEqualTo(ALLOW);
    assertThat(effect(null).matchedRules())
        .extracting(MobileDeviceAccessMatchedRule::name)
        .containsExactly("Default");

    policy.commands.call(
        UPDATE_MOBILE_DEVICE_ACCESS_RULE, organization, update(id, "Everything", "DENY"));
    MobileDeviceAccessRule replaced = list().get(1);
    assertThat(replaced.name()).isEqualTo("Everything");
    assertThat(replaced.description()).isNull();
    assertThat(replaced.deviceTypes()).isNull();
    assertThat(replaced.dateCreated()).isEqualTo(made.dateCreated());
    assertThat(replaced.dateModified()).isAfter(made.dateModified());
    assertThat(effect("Android").effect()).isEqualTo(DENY);

    delete(id);
    delete(id);
    delete(list().get(0).mobileDeviceAccessRuleId());
    assertThat(effect("Android"))
        .isEqualTo(new GetMobileDeviceAccessEffectResponse(DENY, List.of()));
    List<Record> events = happened(4);
    assertThat(events.get(1)).isInstanceOf(MobileDeviceAccessRuleUpdated.class);
    assertThat(events.get(2)).isEqualTo(new MobileDeviceAccessRuleDeleted(id));
  }

  @Test
  void anUnknownRuleCannotBeReplaced() {
    assertThat(
            policy.commands.refusal(
                UPDATE_MOBILE_DEVICE_ACCESS_RULE, organization, update("no-rule", "n", "DENY")))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(list()).hasSize(1);
  }

  @Test
  void ofManyWhoMakeTheTenthRuleOneDoes() {
    List<CompletableFuture<ReplyEnvelope>> replies =
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    policy.commands.send(
                        CREATE_MOBILE_DEVICE_ACCESS_RULE,
                        organization,
                        creation("same name", "ALLOW", null, null, null),
                        ScriptedDirectory.ACCOUNT))
            .toList();
    assertThat(
            replies.stream()
                .map(reply -> CommandClient.await(reply).error())
                .filter(Objects::nonNull))
        .hasSize(16)
        .containsOnly(ErrorCode.LIMIT_EXCEEDED);
    assertThat(list()).hasSize(10);
  }

  private String create(
      String name, String effect, String description, List<String> types, List<String> notTypes) {
    return policy
        .commands
        .call(
            CREATE_MOBILE_DEVICE_ACCESS_RULE,
            organization,
            creation(name, effect, description, types, notTypes))
        .mobileDeviceAccessRuleId();
  }

  private CreateMobileDeviceAccessRuleRequest creation(
      String name, String effect, String description, List<String> types, List<String> notTypes) {
    return new CreateMobileDeviceAccessRuleRequest(
        organization,
        null,
        name,
        description,
        effect,
        types,
        notTypes,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private UpdateMobileDeviceAccessRuleRequest update(String id, String name, String effect) {
    return new UpdateMobileDeviceAccessRuleRequest(
        organization, id, name, null, effect, null, null, null, null, null, null, null, null);
  }

  private void delete(String id) {
    policy.commands.call(
        DELETE_MOBILE_DEVICE_ACCESS_RULE,
        organization,
        new DeleteMobileDeviceAccessRuleRequest(organization, id));
  }

  private List<MobileDeviceAccessRule> list() {
    return policy
        .queries
        .answer(
            LIST_MOBILE_DEVICE_ACCESS_RULES, new ListMobileDeviceAccessRulesRequest(organization))
        .rules();
  }

  private GetMobileDeviceAccessEffectResponse effect(String type) {
    return policy.queries.answer(
        GET_MOBILE_DEVICE_ACCESS_EFFECT,
        new GetMobileDeviceAccessEffectRequest(organization, type, null, null, null));
  }
}
