package org.postroom.policy.decision.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;
import org.postroom.policy.PolicyConfig;
import org.postroom.policy.access.application.AccessRules;
import org.postroom.policy.access.model.AccessAction;
import org.postroom.policy.access.model.AccessDecision;
import org.postroom.policy.access.model.AccessRequest;
import org.postroom.policy.access.model.AccessRuleSet;
import org.postroom.policy.decision.application.Facts.Known;
import org.postroom.policy.decision.model.Denial;
import org.postroom.policy.decision.model.Ruling;
import org.postroom.policy.impersonation.application.Roles;
import org.postroom.policy.impersonation.application.Tokens.Claims;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.impersonation.model.RoleEffect;
import org.postroom.policy.impersonation.model.Rule;
import org.postroom.policy.mobile.application.DeviceOverrides;
import org.postroom.policy.mobile.application.MobileRules;
import org.postroom.policy.mobile.model.DeviceOverride;
import org.postroom.policy.mobile.model.MobileDecision;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.mobile.model.MobileRuleSet;

/**
 * Decides for mail servers, with the same rules and the same evaluation as the API's effects. It
 * answers from what this service's database holds and waits for nobody: when that is too old,
 * everything is denied; when it is known to be incomplete, nothing is decided.
 */
@Singleton
public class MailAccess {
  private final Facts facts;
  private final AccessRules accessRules;
  private final MobileRules mobileRules;
  private final DeviceOverrides overrides;
  private final Roles roles;
  private final Duration maxAge;
  private final Clock clock;

  MailAccess(
      Facts facts,
      AccessRules accessRules,
      MobileRules mobileRules,
      DeviceOverrides overrides,
      Roles roles,
      PolicyConfig config,
      Clock clock) {
    this.facts = facts;
    this.accessRules = accessRules;
    this.mobileRules = mobileRules;
    this.overrides = overrides;
    this.roles = roles;
    this.maxAge = config.maxViewAge();
    this.clock = clock;
  }

  /** Answers for a user who comes in person. */
  public Uni<Answer> decide(AccessQuestion question) {
    String organizationId = question.organizationId();
    return Uni.combine()
        .all()
        .unis(
            facts.of(organizationId, question.user()),
            accessRules.ready(organizationId),
            device(question))
        .withUni(
            (known, rules, device) ->
                ofWhomItIs(device, question, known.userId())
                    .map(
                        asked ->
                            answer(
                                barred(known)
                                    .orElseGet(
                                        () -> byUser(question, known.userId(), rules, asked)),
                                organizationId,
                                known,
                                null)));
  }

  /** What is known of a device; of none, where nobody asks about devices. */
  private record Device(boolean isAsked, MobileRuleSet rules, Optional<DeviceOverride> override) {
    static final Device UNASKED = new Device(false, null, Optional.empty());
  }

  /** The override is looked for as if the question named the user by its id, as most do. */
  private Uni<Device> device(AccessQuestion question) {
    return question.action() == AccessAction.ACTIVE_SYNC
        ? Uni.combine()
            .all()
            .unis(mobileRules.ready(question.organizationId()), override(question, question.user()))
            .with((rules, override) -> new Device(true, rules, override))
        : Uni.createFrom().item(Device.UNASKED);
  }

  private Uni<Device> ofWhomItIs(Device device, AccessQuestion question, String userId) {
    return !device.isAsked() || userId == null || userId.equals(question.user())
        ? Uni.createFrom().item(device)
        : override(question, userId).map(found -> new Device(true, device.rules(), found));
  }

  private Uni<Optional<DeviceOverride>> override(AccessQuestion question, String userId) {
    return question.deviceId() == null
        ? Uni.createFrom().item(Optional.empty())
        : overrides.current(question.organizationId(), userId, question.deviceId());
  }

  /** Answers for the bearer of a token that says this. */
  public Uni<Answer> decide(Claims claims, ImpersonationQuestion question) {
    String organizationId = claims.organizationId();
    return Uni.combine()
        .all()
        .unis(
            roles.current(organizationId, claims.roleId()),
            facts.of(organizationId, question.user()),
            accessRules.ready(organizationId))
        .with(
            (assumed, known, rules) ->
                assumed
                    .map(
                        role ->
                            answer(
                                barred(known)
                                    .orElseGet(() -> ruling(question, role, known.userId(), rules)),
                                organizationId,
                                known,
                                role.id()))
                    .orElseGet(Answer::tokenInvalid));
  }

  /** Why no rule is asked. */
  private Optional<Ruling> barred(Known facts) {
    if (facts.age().at(clock.instant()).compareTo(maxAge) > 0) {
      return Optional.of(Ruling.denied(Denial.VIEW_TOO_OLD));
    }
    if (facts.age().isIncomplete() || facts.isActive() && !facts.hasPolicies()) {
      throw new OperationRejected(
          ErrorCode.SERVICE_UNAVAILABLE, "The organization is not fully known here yet.");
    }
    if (!facts.isActive()) {
      return Optional.of(Ruling.denied(Denial.ORGANIZATION_NOT_ACTIVE));
    }
    return facts.isEnabled()
        ? Optional.empty()
        : Optional.of(Ruling.denied(Denial.USER_NOT_ENABLED));
  }

  private static Ruling byUser(
      AccessQuestion question, String userId, AccessRuleSet rules, Device device) {
    Ruling byAccessRules =
        ruling(rules.decide(AccessRequest.byUser(question.ipAddress(), question.action(), userId)));
    return byAccessRules.isAllowed() && device.isAsked()
        ? device
            .override()
            .map(MailAccess::ruling)
            .orElseGet(() -> ruling(device.rules().decide(question.device())))
        : byAccessRules;
  }

  private static Ruling ruling(
      ImpersonationQuestion question, Role role, String userId, AccessRuleSet rules) {
    RoleEffect effect = role.effectOn(userId);
    if (!effect.isAllowed()) {
      return Ruling.denied(Denial.ROLE_RULES, effect.rules().stream().map(Rule::id).toList());
    }
    if (question.writes() && !role.mayWrite()) {
      return Ruling.denied(Denial.ROLE_READ_ONLY);
    }
    return ruling(
        rules.decide(AccessRequest.byRole(question.ipAddress(), AccessAction.EWS, role.id())));
  }

  private static Ruling ruling(AccessDecision decision) {
    return decision.isAllowed()
        ? Ruling.allowed(decision.matchedRules())
        : Ruling.denied(Denial.ACCESS_CONTROL_RULES, decision.matchedRules());
  }

  private static Ruling ruling(MobileDecision decision) {
    List<String> names = decision.matchedRules().stream().map(MobileRule::name).toList();
    return decision.isAllowed() ? Ruling.allowed(names) : Ruling.denied(Denial.DEVICE_RULES, names);
  }

  private static Ruling ruling(DeviceOverride override) {
    return override.effect() == MobileDeviceAccessRuleEffect.ALLOW
        ? Ruling.allowed(List.of())
        : Ruling.denied(Denial.DEVICE_OVERRIDE);
  }

  private Answer answer(Ruling ruling, String organizationId, Known facts, String roleId) {
    return new Answer(
        ruling,
        facts.account(),
        organizationId,
        facts.userId(),
        roleId,
        facts.age().at(clock.instant()));
  }
}
