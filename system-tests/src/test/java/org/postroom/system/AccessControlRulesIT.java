package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.model.AccessControlRule;
import software.amazon.awssdk.services.workmail.model.AccessControlRuleEffect;
import software.amazon.awssdk.services.workmail.model.GetAccessControlEffectResponse;

/** Access control rules and their effect through the SDK. */
class AccessControlRulesIT extends GivenOrganization {
  private static final int NEW_USERS = 50;

  @Test
  void aNewOrganizationAllowsEverything() {
    List<AccessControlRule> rules =
        workmail.listAccessControlRules(r -> r.organizationId(id)).rules();
    assertThat(rules).extracting(AccessControlRule::name).containsExactly("default");
    assertThat(rules.get(0).description()).isEqualTo("Default WorkMail Rule");
    assertThat(rules.get(0).dateCreated().toEpochMilli()).isZero();
    assertThat(rules.get(0).hasIpRanges()).isFalse();
    Entity user = organization.create(Kind.USER);
    assertThat(effect(user.id(), "10.0.0.1", "IMAP").effect())
        .isEqualTo(AccessControlRuleEffect.ALLOW);
  }

  @Test
  void accessControlRules() {
    Entity ann = organization.create(Kind.USER);
    Entity bob = organization.create(Kind.USER);
    workmail.putAccessControlRule(
        r ->
            r.organizationId(id)
                .name("myRule")
                .effect("DENY")
                .description("ann, not from the office")
                .notIpRanges("10.0.0.0/8")
                .actions("IMAP")
                .userIds(ann.id()));
    assertThat(effect(ann.id(), "192.0.2.1", "IMAP"))
        .extracting(
            GetAccessControlEffectResponse::effect, GetAccessControlEffectResponse::matchedRules)
        .containsExactly(AccessControlRuleEffect.DENY, List.of("myRule"));
    assertThat(effect(ann.id(), "10.7.7.7", "IMAP").matchedRules()).containsExactly("default");
    assertThat(effect(ann.id(), "192.0.2.1", "SMTP").matchedRules()).containsExactly("default");
    assertThat(effect(bob.id(), "192.0.2.1", "IMAP").matchedRules()).containsExactly("default");

    String role =
        workmail
            .createImpersonationRole(
                r -> r.organizationId(id).name("role").type("FULL_ACCESS").rules(List.of()))
            .impersonationRoleId();
    workmail.putAccessControlRule(
        r ->
            r.organizationId(id)
                .name("role")
                .effect("DENY")
                .description("")
                .impersonationRoleIds(role));
    assertThat(
            workmail
                .getAccessControlEffect(
                    r ->
                        r.organizationId(id)
                            .ipAddress("10.0.0.1")
                            .action("EWS")
                            .impersonationRoleId(role))
                .matchedRules())
        .containsExactly("role");
    assertThat(effect(bob.id(), "10.0.0.1", "EWS").effect())
        .isEqualTo(AccessControlRuleEffect.ALLOW);

    for (String name : List.of("default", "myRule", "role", "unknown")) {
      workmail.deleteAccessControlRule(r -> r.organizationId(id).name(name));
    }
    assertThat(workmail.listAccessControlRules(r -> r.organizationId(id)).rules()).isEmpty();
    assertThat(effect(bob.id(), "10.0.0.1", "EWS").effect())
        .isEqualTo(AccessControlRuleEffect.DENY);
  }

  @Test
  void whoHasJustBeenCreatedCanAlwaysBeReferredTo() {
    for (int i = 0; i < NEW_USERS; i++) {
      putRule("newest", organization.create(Kind.USER).id());
    }
  }

  @Test
  void everyErrorOfItsOwn() {
    PolicyErrors.assertShown(".*AccessControl.*", cases());
  }

  /** Operation and error, and after a comma what is special about the case. */
  private Map<String, Runnable> cases() {
    Entity user = organization.enabled(Kind.USER);
    Map<String, Runnable> cases = new LinkedHashMap<>();
    for (Entity nobody :
        List.of(
            organization.unknown(Kind.USER),
            organization.deleted(Kind.USER),
            organization.enabled(Kind.GROUP))) {
      String who = ", " + nobody.kind() + " " + nobody.name();
      cases.put("PutAccessControlRule EntityNotFound" + who, () -> putRule("r", nobody.id()));
      cases.put(
          "GetAccessControlEffect EntityNotFound" + who,
          () -> effect(nobody.id(), "10.0.0.1", "EWS"));
    }
    cases.put("PutAccessControlRule EntityNotFound, by name", () -> putRule("r", user.name()));
    cases.put(
        "PutAccessControlRule ResourceNotFound",
        () ->
            workmail.putAccessControlRule(
                r ->
                    r.organizationId(id)
                        .name("r")
                        .effect("DENY")
                        .description("d")
                        .notImpersonationRoleIds("unknown")));
    cases.put(
        "PutAccessControlRule InvalidParameter, action",
        () ->
            workmail.putAccessControlRule(
                r ->
                    r.organizationId(id).name("r").effect("DENY").description("d").actions("ews")));
    cases.put("GetAccessControlEffect ResourceNotFound", () -> effectOfRole("unknown", "EWS"));
    cases.put(
        "GetAccessControlEffect InvalidParameter, role by IMAP",
        () -> effectOfRole("unknown", "IMAP"));
    cases.put(
        "GetAccessControlEffect InvalidParameter, nobody",
        () ->
            workmail.getAccessControlEffect(
                r -> r.organizationId(id).ipAddress("10.0.0.1").action("EWS")));
    cases.put(
        "GetAccessControlEffect InvalidParameter, action",
        () -> effect(user.id(), "10.0.0.1", "POP"));
    cases.put(
        "PutAccessControlRule LimitExceeded",
        () -> IntStream.range(0, 10).forEach(i -> putRule("rule" + i, user.id())));
    return cases;
  }

  private GetAccessControlEffectResponse effect(String user, String address, String action) {
    return workmail.getAccessControlEffect(
        r -> r.organizationId(id).ipAddress(address).action(action).userId(user));
  }

  private void effectOfRole(String role, String action) {
    workmail.getAccessControlEffect(
        r -> r.organizationId(id).ipAddress("10.0.0.1").action(action).impersonationRoleId(role));
  }

  private void putRule(String name, String user) {
    workmail.putAccessControlRule(
        r -> r.organizationId(id).name(name).effect("ALLOW").description("d").userIds(user));
  }
}
