package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.model.CreateMobileDeviceAccessRuleRequest;
import software.amazon.awssdk.services.workmail.model.GetMobileDeviceAccessEffectResponse;
import software.amazon.awssdk.services.workmail.model.GetMobileDeviceAccessOverrideResponse;
import software.amazon.awssdk.services.workmail.model.ListMobileDeviceAccessOverridesResponse;
import software.amazon.awssdk.services.workmail.model.MobileDeviceAccessMatchedRule;
import software.amazon.awssdk.services.workmail.model.MobileDeviceAccessRule;
import software.amazon.awssdk.services.workmail.model.MobileDeviceAccessRuleEffect;

/** Mobile device access rules and overrides through the SDK. */
class MobileDevicesIT extends GivenOrganization {
  private static final int NEW_USERS = 50;

  @Test
  void aNewOrganizationAllowsEverything() {
    List<MobileDeviceAccessRule> devices =
        workmail.listMobileDeviceAccessRules(r -> r.organizationId(id)).rules();
    assertThat(devices).extracting(MobileDeviceAccessRule::name).containsExactly("Default");
    assertThat(workmail.getMobileDeviceAccessEffect(r -> r.organizationId(id)).effect())
        .isEqualTo(MobileDeviceAccessRuleEffect.ALLOW);
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
      organization.register(user);
      putOverride(i % 2 == 0 ? user.name() : organization.address(user), "device");
    }
    int listed = 0;
    for (ListMobileDeviceAccessOverridesResponse page :
        workmail.listMobileDeviceAccessOverridesPaginator(
            r -> r.organizationId(id).maxResults(30))) {
      listed += page.overrides().size();
    }
    assertThat(listed).isEqualTo(NEW_USERS);
  }

  @Test
  void everyErrorOfItsOwn() {
    PolicyErrors.assertShown(".*MobileDevice.*", cases());
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
    cases.put(
        "CreateMobileDeviceAccessRule LimitExceeded",
        () ->
            IntStream.range(0, 10)
                .forEach(
                    i ->
                        workmail.createMobileDeviceAccessRule(
                            r -> r.organizationId(id).name("rule").effect("DENY"))));
    return cases;
  }

  private void putOverride(String user, String device) {
    workmail.putMobileDeviceAccessOverride(
        r -> r.organizationId(id).userId(user).deviceId(device).effect("ALLOW"));
  }
}
