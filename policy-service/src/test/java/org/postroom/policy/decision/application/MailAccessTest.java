package org.postroom.policy.decision.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.AccessControlRuleEffect;
import org.postroom.contract.policy.AccessEffect;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.view.ViewAge;
import org.postroom.policy.PolicyConfig;
import org.postroom.policy.access.application.AccessRules;
import org.postroom.policy.access.model.AccessAction;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.access.model.AccessRuleSet;
import org.postroom.policy.decision.application.Facts.Known;
import org.postroom.policy.decision.model.Denial;
import org.postroom.policy.decision.model.Ruling;
import org.postroom.policy.impersonation.application.Roles;
import org.postroom.policy.impersonation.application.Tokens.Claims;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.impersonation.model.RoleSamples;
import org.postroom.policy.impersonation.model.Rule;
import org.postroom.policy.mobile.application.DeviceOverrides;
import org.postroom.policy.mobile.application.MobileRules;
import org.postroom.policy.mobile.model.DeviceOverride;
import org.postroom.policy.mobile.model.MobileDevice;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.mobile.model.MobileRuleSet;

/** What is decided when, with everything that is known given. */
class MailAccessTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final String ACCOUNT = "123456789012";
  private static final String ANN = "ann";
  private static final MobileDevice PHONE = new MobileDevice("phone", null, null, null);

  private Known known = known(true, true, true, Duration.ofSeconds(3));
  private List<AccessRule> accessRules = List.of(AccessRule.standard());
  private List<MobileRule> mobileRules = List.of(MobileRule.standard("m-rule", NOW));
  private Optional<DeviceOverride> override = Optional.empty();
  private Optional<Role> role = Optional.of(role(ImpersonationRoleType.READ_ONLY, "ALLOW"));

  private static Known known(boolean active, boolean hasPolicies, boolean enabled, Duration age) {
    return new Known(
        ACCOUNT, active, hasPolicies, ANN, enabled, new ViewAge(NOW.minus(age), false));
  }

  @Test
  void theRulesDecideAboutAnEnabledUser() {
    Answer answer = access(AccessAction.IMAP);
    assertThat(answer.ruling()).isEqualTo(Ruling.allowed(List.of("default")));
    assertThat(answer.userId()).isEqualTo(ANN);
    assertThat(answer.account()).isEqualTo(ACCOUNT);
    assertThat(answer.viewAge()).isEqualTo(Duration.ofSeconds(3));

    accessRules = List.of(AccessRule.standard(), deny("no-imap"));
    assertThat(access(AccessAction.IMAP).ruling())
        .isEqualTo(Ruling.denied(Denial.ACCESS_CONTROL_RULES, List.of("no-imap")));
    accessRules = List.of();
    assertThat(access(AccessAction.IMAP).ruling())
        .isEqualTo(Ruling.denied(Denial.ACCESS_CONTROL_RULES));
  }

  @Test
  void nothingIsAllowedOnAViewThatIsTooOld() {
    known = known(true, true, true, Duration.ofMinutes(5));
    assertThat(access(AccessAction.IMAP).ruling().isAllowed()).isTrue();
    assertThat(impersonation(false).ruling().isAllowed()).isTrue();

    known = known(true, true, true, Duration.ofMinutes(5).plusMillis(1));
    assertThat(access(AccessAction.IMAP).ruling()).isEqualTo(Ruling.denied(Denial.VIEW_TOO_OLD));
    assertThat(impersonation(false).ruling()).isEqualTo(Ruling.denied(Denial.VIEW_TOO_OLD));

    known = new Known(ACCOUNT, true, true, ANN, true, new ViewAge(null, false));
    assertThat(access(AccessAction.IMAP).ruling()).isEqualTo(Ruling.denied(Denial.VIEW_TOO_OLD));
  }

  @Test
  void nothingIsDecidedOnHalfAViewOrBeforeTheDefaultsAreThere() {
    known = new Known(ACCOUNT, true, true, ANN, true, new ViewAge(NOW, true));
    assertUnavailable(() -> access(AccessAction.IMAP));
    assertUnavailable(() -> impersonation(true));

    known = known(true, false, true, Duration.ZERO);
    assertUnavailable(() -> access(AccessAction.IMAP));
  }

  @Test
  void onlyEnabledUsersOfActiveOrganizationsGetIn() {
    known = known(false, true, true, Duration.ZERO);
    assertThat(access(AccessAction.IMAP).ruling())
        .isEqualTo(Ruling.denied(Denial.ORGANIZATION_NOT_ACTIVE));
    assertThat(impersonation(false).ruling())
        .isEqualTo(Ruling.denied(Denial.ORGANIZATION_NOT_ACTIVE));

    known = known(true, true, false, Duration.ZERO);
    assertThat(access(AccessAction.IMAP).ruling())
        .isEqualTo(Ruling.denied(Denial.USER_NOT_ENABLED));
    assertThat(impersonation(false).ruling()).isEqualTo(Ruling.denied(Denial.USER_NOT_ENABLED));
  }

  @Test
  void devicesAreAskedAboutOverActiveSyncOnlyAndOverridesFirst() {
    assertThat(access(AccessAction.ACTIVE_SYNC).ruling())
        .isEqualTo(Ruling.allowed(List.of(mobileRules.get(0).name())));

    override = Optional.of(override(MobileDeviceAccessRuleEffect.DENY));
    assertThat(access(AccessAction.ACTIVE_SYNC).ruling())
        .isEqualTo(Ruling.denied(Denial.DEVICE_OVERRIDE));
    assertThat(access(AccessAction.IMAP).ruling().isAllowed()).isTrue();

    mobileRules = List.of();
    override = Optional.empty();
    assertThat(access(AccessAction.ACTIVE_SYNC).ruling())
        .isEqualTo(Ruling.denied(Denial.DEVICE_RULES));
    override = Optional.of(override(MobileDeviceAccessRuleEffect.ALLOW));
    assertThat(access(AccessAction.ACTIVE_SYNC).ruling().isAllowed()).isTrue();

    accessRules = List.of(AccessRule.standard(), deny("nothing"));
    assertThat(access(AccessAction.ACTIVE_SYNC).ruling())
        .as("an override is no way past the access control rules")
        .isEqualTo(Ruling.denied(Denial.ACCESS_CONTROL_RULES, List.of("nothing")));
  }

  @Test
  void aRoleThatMayOnlyReadNeverWrites() {
    assertThat(impersonation(false).ruling().isAllowed()).isTrue();
    assertThat(impersonation(true).ruling()).isEqualTo(Ruling.denied(Denial.ROLE_READ_ONLY));

    role = Optional.of(role(ImpersonationRoleType.FULL_ACCESS, "ALLOW"));
    Answer answer = impersonation(true);
    assertThat(answer.ruling()).isEqualTo(Ruling.allowed(List.of("default")));
    assertThat(answer.roleId()).isEqualTo("role-1");
  }

  @Test
  void theRulesOfTheRoleAndThoseOfAccessMustBothAllow() {
    accessRules = List.of(AccessRule.standard(), deny("nothing"));
    assertThat(impersonation(false).ruling())
        .isEqualTo(Ruling.denied(Denial.ACCESS_CONTROL_RULES, List.of("nothing")));

    role = Optional.of(role(ImpersonationRoleType.FULL_ACCESS, "DENY"));
    assertThat(impersonation(false).ruling())
        .isEqualTo(Ruling.denied(Denial.ROLE_RULES, List.of("rule")));
  }

  @Test
  void theTokenOfARoleThatIsGoneIsVoid() {
    role = Optional.empty();
    Answer answer = impersonation(false);
    assertThat(answer).isEqualTo(Answer.tokenInvalid());
    assertThat(answer.ruling()).isEqualTo(Ruling.denied(Denial.TOKEN_INVALID));
  }

  private Answer access(AccessAction action) {
    return decisions()
        .decide(new AccessQuestion(ORGANIZATION, ANN, action, "192.0.2.7", "PHONE1", PHONE))
        .await()
        .indefinitely();
  }

  private Answer impersonation(boolean writes) {
    return decisions()
        .decide(
            new Claims(ORGANIZATION, "role-1"),
            new ImpersonationQuestion(new Secret("token"), ANN, writes, "192.0.2.7"))
        .await()
        .indefinitely();
  }

  private MailAccess decisions() {
    return new MailAccess(
        (organization, user) -> item(known),
        port(AccessRules.class, AccessRuleSet.of(accessRules)),
        port(MobileRules.class, MobileRuleSet.of(mobileRules)),
        port(DeviceOverrides.class, override),
        port(Roles.class, role),
        new PolicyConfig() {
          @Override
          public Duration tokenKeyPeriod() {
            return Duration.ofHours(24);
          }

          @Override
          public Duration maxViewAge() {
            return Duration.ofMinutes(5);
          }
        },
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A port of which one method is asked. */
  private static <T> T port(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> item(answer)));
  }

  private static <T> Uni<T> item(T value) {
    return Uni.createFrom().item(value);
  }

  private static AccessRule deny(String name) {
    return AccessRule.unconditional(name, AccessControlRuleEffect.DENY, "", NOW);
  }

  private static DeviceOverride override(MobileDeviceAccessRuleEffect effect) {
    return new DeviceOverride(ANN, "PHONE1", effect, null, NOW, NOW);
  }

  private static Role role(ImpersonationRoleType type, String effect) {
    List<Rule> rules =
        List.of(RoleSamples.rule("rule", AccessEffect.valueOf(effect), List.of(ANN), List.of()));
    return Role.create(0, "role-1", "Support", type, null, rules, NOW);
  }

  private static void assertUnavailable(Runnable decision) {
    assertThatThrownBy(decision::run)
        .isInstanceOfSatisfying(
            OperationRejected.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }
}
