package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.AccessControlRule;
import software.amazon.awssdk.services.workmail.model.AccessControlRuleEffect;
import software.amazon.awssdk.services.workmail.model.CreateMobileDeviceAccessRuleRequest;
import software.amazon.awssdk.services.workmail.model.GetAccessControlEffectResponse;
import software.amazon.awssdk.services.workmail.model.GetMobileDeviceAccessEffectResponse;
import software.amazon.awssdk.services.workmail.model.GetMobileDeviceAccessOverrideResponse;
import software.amazon.awssdk.services.workmail.model.ListMobileDeviceAccessOverridesResponse;
import software.amazon.awssdk.services.workmail.model.MobileDeviceAccessMatchedRule;
import software.amazon.awssdk.services.workmail.model.MobileDeviceAccessRule;
import software.amazon.awssdk.services.workmail.model.MobileDeviceAccessRuleEffect;

/** Access control rules, mobile device access rules and overrides through the SDK. */
@ExtendWith(RunningSystem.class)
class AccessAndDevicesIT {
  /** Shown for every operation in {@link OrganizationErrorsIT}. */
  private static final Set<ErrorCode> OF_ANY_REQUEST =
      Set.of(
          ErrorCode.INVALID_PARAMETER,
          ErrorCode.ORGANIZATION_NOT_FOUND,
          ErrorCode.ORGANIZATION_STATE);

  private static final int NEW_USERS = 100;

  private OwnOrganization organization;
  private WorkMailClient workmail;
  private String id;

  @BeforeEach
  void givenAnOrganization(RunningSystem.System running) {
    organization = OwnOrganization.in(running);
    workmail = organization.client();
    id = organization.id();
  }

  @Test
  void aNewOrganizationAllowsEverything() {
    List<AccessControlRule> rules =
        workmail.listAccessControlRules(r -> r.organizationId(id)).rules();
    assertThat(rules).extracting(AccessControlRule::name).containsExactly("default");
    assertThat(rules.get(0).description()).isEqualTo("Default WorkMail Rule");
    assertThat(rules.get(0).dateCreated().toEpochMilli()).isZero();
    assertThat(rules.get(0).hasIpRanges()).isFalse();
    List<MobileDeviceAccessRule> devices =
        workmail.listMobileDeviceAccessRules(r -> r.organizationId(id)).rules();
    assertThat(devices).extracting(MobileDeviceAccessRule::name).containsExactly("Default");
    Entity user = organization.create(Kind.USER);
    assertThat(effect(user.id(), "10.0.0.1", "IMAP").effect())
        .isEqualTo(AccessControlRuleEffect.ALLOW);
    assertThat(workmail.getMobileDeviceAccessEffect(r -> r.organizationId(id)).effect())
        .isEqualTo(MobileDeviceAccessRuleEffect.ALLOW);
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
  void mobileDeviceAccessRules() {
    CreateMobileDeviceAccessRuleRequest request =
        CreateMobileDeviceAccessRuleRequest.builder()
            .organizationId(id)
            .clientToken("once")
            .name("No phones")
            .effect("DENY")
            .deviceTypes("iPhone")
            .build();
    String rule = workmail.createMobileDeviceAccessRule(request).mobileDeviceAccessRuleId();
    assertThat(workmail.createMobileDeviceAccessRule(request).mobileDeviceAccessRuleId())
        .isEqualTo(rule);
    GetMobileDeviceAccessEffectResponse effect =
        workmail.getMobileDeviceAccessEffect(
            r -> r.organizationId(id).deviceType("IPHONE12").deviceModel("12,1"));
    assertThat(effect.effect()).isEqualTo(MobileDeviceAccessRuleEffect.DENY);
    assertThat(effect.matchedRules())
        .extracting(MobileDeviceAccessMatchedRule::mobileDeviceAccessRuleId)
        .containsExactly(rule);
    workmail.updateMobileDeviceAccessRule(
        r ->
            r.organizationId(id)
                .mobileDeviceAccessRuleId(rule)
                .name("No tablets")
                .effect("DENY")
                .deviceTypes("iPad"));
    assertThat(
            workmail
                .getMobileDeviceAccessEffect(r -> r.organizationId(id).deviceType("iPhone"))
                .effect())
        .isEqualTo(MobileDeviceAccessRuleEffect.ALLOW);
    workmail.deleteMobileDeviceAccessRule(r -> r.organizationId(id).mobileDeviceAccessRuleId(rule));
    workmail.deleteMobileDeviceAccessRule(r -> r.organizationId(id).mobileDeviceAccessRuleId(rule));
    assertThat(workmail.listMobileDeviceAccessRules(r -> r.organizationId(id)).rules()).hasSize(1);
  }

  @Test
  void overridesGoWithTheirUser() {
    Entity ann = organization.enabled(Kind.USER);
    Entity bob = organization.enabled(Kind.USER);
    for (String user : List.of(ann.id(), ann.name(), organization.address(ann))) {
      putOverride(user, "Device1");
    }
    putOverride(bob.name(), "device1");
    GetMobileDeviceAccessOverrideResponse override =
        workmail.getMobileDeviceAccessOverride(
            r -> r.organizationId(id).userId(organization.address(ann)).deviceId("DEVICE1"));
    assertThat(override.userId()).isEqualTo(ann.id());
    assertThat(override.deviceId()).isEqualTo("Device1");
    ListMobileDeviceAccessOverridesResponse page =
        workmail.listMobileDeviceAccessOverrides(r -> r.organizationId(id).maxResults(1));
    assertThat(page.overrides()).extracting(o -> o.userId()).containsExactly(ann.id());
    assertThat(
            workmail
                .listMobileDeviceAccessOverrides(
                    r -> r.organizationId(id).nextToken(page.nextToken()))
                .overrides())
        .extracting(o -> o.userId())
        .containsExactly(bob.id());

    organization.deregister(ann);
    organization.delete(ann);
    assertThat(
            workmail
                .listMobileDeviceAccessOverrides(r -> r.organizationId(id).deviceId("device1"))
                .overrides())
        .extracting(o -> o.userId())
        .containsExactly(bob.id());
    workmail.deleteMobileDeviceAccessOverride(
        r -> r.organizationId(id).userId(bob.id()).deviceId("Device1"));
    workmail.deleteMobileDeviceAccessOverride(
        r -> r.organizationId(id).userId(bob.id()).deviceId("Device1"));
    assertThat(workmail.listMobileDeviceAccessOverrides(r -> r.organizationId(id)).overrides())
        .isEmpty();
  }

  @Test
  void whoHasJustBeenCreatedCanAlwaysBeReferredTo() {
    for (int i = 0; i < NEW_USERS; i++) {
      Entity user = organization.create(Kind.USER);
      if (i % 2 == 0) {
        putRule("newest", user.id());
      } else {
        organization.register(user);
        putOverride(i % 4 == 1 ? user.name() : organization.address(user), "device");
      }
    }
    int listed = 0;
    for (ListMobileDeviceAccessOverridesResponse page :
        workmail.listMobileDeviceAccessOverridesPaginator(
            r -> r.organizationId(id).maxResults(30))) {
      listed += page.overrides().size();
    }
    assertThat(listed).isEqualTo(NEW_USERS / 2);
  }

  @Test
  void everyErrorOfItsOwn() {
    Map<String, Runnable> cases = cases();
    Set<String> declared =
        PolicyOperations.ALL.stream()
            .filter(operation -> operation.name().matches(".*(AccessControl|MobileDevice).*"))
            .flatMap(
                operation ->
                    operation.errors().stream()
                        .filter(error -> !OF_ANY_REQUEST.contains(error))
                        .map(error -> name(operation, error)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown =
        cases.keySet().stream()
            .map(name -> name.split(",")[0])
            .filter(name -> !name.endsWith(" InvalidParameter"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(declared);
    List<String> wrong = new ArrayList<>();
    cases.forEach(
        (name, call) -> {
          String answer = answer(call);
          if (!answer.equals(name.split("[ ,]")[1])) {
            wrong.add(name + " gave " + answer);
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static String name(Operation<?, ?> operation, ErrorCode error) {
    return operation.name() + " " + error.wireName().replaceFirst("Exception$", "");
  }

  /** Operation and error, and after a comma what is special about the case. */
  private Map<String, Runnable> cases() {
    Entity user = organization.enabled(Kind.USER);
    Entity idle = organization.create(Kind.USER);
    Entity group = organization.enabled(Kind.GROUP);
    Entity unknown = organization.unknown(Kind.USER);
    Entity gone = organization.deleted(Kind.USER);
    Map<String, Runnable> cases = new LinkedHashMap<>();
    for (Entity nobody : List.of(unknown, gone, group)) {
      String who = ", " + nobody.kind() + " " + nobody.name();
      cases.put("PutAccessControlRule EntityNotFound" + who, () -> putRule("r", nobody.id()));
      cases.put(
          "GetAccessControlEffect EntityNotFound" + who,
          () -> effect(nobody.id(), "10.0.0.1", "EWS"));
      cases.put(
          "GetMobileDeviceAccessOverride EntityNotFound" + who,
          () ->
              workmail.getMobileDeviceAccessOverride(
                  r -> r.organizationId(id).userId(nobody.id()).deviceId("d")));
      cases.put(
          "DeleteMobileDeviceAccessOverride EntityNotFound" + who,
          () ->
              workmail.deleteMobileDeviceAccessOverride(
                  r -> r.organizationId(id).userId(nobody.id()).deviceId("d")));
      cases.put(
          "ListMobileDeviceAccessOverrides EntityNotFound" + who,
          () ->
              workmail.listMobileDeviceAccessOverrides(
                  r -> r.organizationId(id).userId(nobody.id())));
    }
    cases.put("PutMobileDeviceAccessOverride EntityNotFound", () -> putOverride(unknown.id(), "d"));
    cases.put(
        "PutMobileDeviceAccessOverride EntityNotFound, group", () -> putOverride(group.id(), "d"));
    cases.put("PutMobileDeviceAccessOverride EntityState", () -> putOverride(idle.id(), "d"));
    cases.put(
        "PutMobileDeviceAccessOverride EntityState, deleted", () -> putOverride(gone.id(), "d"));
    cases.put(
        "GetMobileDeviceAccessOverride ResourceNotFound",
        () ->
            workmail.getMobileDeviceAccessOverride(
                r -> r.organizationId(id).userId(user.id()).deviceId("d")));
    cases.put(
        "UpdateMobileDeviceAccessRule EntityNotFound",
        () ->
            workmail.updateMobileDeviceAccessRule(
                r ->
                    r.organizationId(id)
                        .mobileDeviceAccessRuleId("unknown")
                        .name("n")
                        .effect("DENY")));
    ruleCases(cases, user);
    return cases;
  }

  private void ruleCases(Map<String, Runnable> cases, Entity user) {
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
    cases.put(
        "CreateMobileDeviceAccessRule LimitExceeded",
        () ->
            IntStream.range(0, 10)
                .forEach(
                    i ->
                        workmail.createMobileDeviceAccessRule(
                            r -> r.organizationId(id).name("rule").effect("DENY"))));
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

  private void putOverride(String user, String device) {
    workmail.putMobileDeviceAccessOverride(
        r -> r.organizationId(id).userId(user).deviceId(device).effect("ALLOW"));
  }
}
