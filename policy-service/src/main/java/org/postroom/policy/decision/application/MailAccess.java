package org.postroom.policy.decision.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
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
  public Uni<Answer> decide(Mutiny.Session session, AccessQuestion question) {
    String organizationId = question.organizationId();
    // All statements are on their way before the first answer is waited for, and all answers are
    // waited for: the session must not be closed with a statement on its way.
    Uni<Known> known = facts.of(session, organizationId, question.user());
    Uni<AccessRuleSet> rules = accessRules.ready(session, organizationId);
    Uni<Device> device =
        question.action() == AccessAction.ACTIVE_SYNC
            ? device(session, question)
            : Uni.createFrom().item(Device.UNASKED);
    return known.chain(
        facts ->
            rules.chain(
                ready ->
                    device
                        .chain(asked -> ofWhomItIs(asked, session, question, facts.userId()))
                        .chain(
                            asked ->
                                unlessBarred(
                                    facts,
                                    () ->
                                        Uni.createFrom()
                                            .item(byUser(question, facts.userId(), ready, asked))))
                        .map(ruling -> answer(ruling, organizationId, facts, null))));
  }

  /** What is known of a device; of none, where nobody asks about devices. */
  private record Device(boolean isAsked, MobileRuleSet rules, Optional<DeviceOverride> override) {
    static final Device UNASKED = new Device(false, null, Optional.empty());
  }

  /** The override is looked for as if the question named the user by its id, as most do. */
  private Uni<Device> device(Mutiny.Session session, AccessQuestion question) {
    Uni<MobileRuleSet> rules =
        mobileRules.all(session, question.organizationId()).map(MobileRuleSet::of);
    Uni<Optional<DeviceOverride>> override = override(session, question, question.user());
    return rules.chain(ready -> override.map(found -> new Device(true, ready, found)));
  }

  private Uni<Device> ofWhomItIs(
      Device device, Mutiny.Session session, AccessQuestion question, String userId) {
    return !device.isAsked() || userId == null || userId.equals(question.user())
        ? Uni.createFrom().item(device)
        : override(session, question, userId).map(found -> new Device(true, device.rules(), found));
  }

  private Uni<Optional<DeviceOverride>> override(
      Mutiny.Session session, AccessQuestion question, String userId) {
    return question.deviceId() == null
        ? Uni.createFrom().item(Optional.empty())
        : overrides.find(session, question.organizationId(), userId, question.deviceId());
  }

  /** Answers for the bearer of a token that says this. */
  public Uni<Answer> decide(Mutiny.Session session, Claims claims, ImpersonationQuestion question) {
    String organizationId = claims.organizationId();
    Uni<Optional<Role>> assumed = roles.find(session, organizationId, claims.roleId());
    Uni<Known> known = facts.of(session, organizationId, question.user());
    Uni<AccessRuleSet> rules = accessRules.ready(session, organizationId);
    // All are waited for: the session must not be closed with a statement on its way.
    return assumed.chain(
        role ->
            known.chain(
                facts ->
                    rules.chain(
                        ready ->
                            role.map(it -> byRole(claims, question, it, facts, ready))
                                .orElseGet(() -> Uni.createFrom().item(Answer.tokenInvalid())))));
  }

  private Uni<Answer> byRole(
      Claims claims, ImpersonationQuestion question, Role role, Known facts, AccessRuleSet rules) {
    return unlessBarred(
            facts, () -> Uni.createFrom().item(ruling(question, role, facts.userId(), rules)))
        .map(ruling -> answer(ruling, claims.organizationId(), facts, role.id()));
  }

  private Uni<Ruling> unlessBarred(Known facts, Supplier<Uni<Ruling>> byRules) {
    if (facts.age().at(clock.instant()).compareTo(maxAge) > 0) {
      return Uni.createFrom().item(Ruling.denied(Denial.VIEW_TOO_OLD));
    }
    if (facts.age().isIncomplete() || facts.isActive() && !facts.hasPolicies()) {
      throw new OperationRejected(
          ErrorCode.SERVICE_UNAVAILABLE, "The organization is not fully known here yet.");
    }
    if (!facts.isActive()) {
      return Uni.createFrom().item(Ruling.denied(Denial.ORGANIZATION_NOT_ACTIVE));
    }
    return facts.isEnabled()
        ? byRules.get()
        : Uni.createFrom().item(Ruling.denied(Denial.USER_NOT_ENABLED));
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
        ruling, organizationId, facts.userId(), roleId, facts.age().at(clock.instant()));
  }
}
