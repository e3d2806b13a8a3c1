package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.access.application.AccessRules;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.mobile.application.MobileRules;
import org.postroom.policy.mobile.model.MobileRule;

/** What every organization begins with: an access rule and a mobile rule that allow everything. */
@Singleton
class OrganizationDefaults {
  private final PolicySettings settings;
  private final AccessRules accessRules;
  private final MobileRules mobileRules;

  OrganizationDefaults(PolicySettings settings, AccessRules accessRules, MobileRules mobileRules) {
    this.settings = settings;
    this.accessRules = accessRules;
    this.mobileRules = mobileRules;
  }

  /** Gives the command's organization its defaults, unless it has got them before. */
  Uni<Outcome<Void>> give(CommandContext context) {
    String organizationId = context.organizationId();
    return settings
        .exist(context.session(), organizationId)
        .map(exist -> exist ? Outcome.none() : given(context, organizationId));
  }

  private Outcome<Void> given(CommandContext context, String organizationId) {
    AccessRule accessRule = AccessRule.standard();
    MobileRule mobileRule = MobileRule.standard(context.newId("mobile-rule"), context.now());
    return Outcome.none()
        .changing(settings.begin(organizationId))
        .changing(accessRules.put(organizationId, accessRule))
        .changing(mobileRules.put(organizationId, mobileRule))
        .emitting(accessRule.event())
        .emitting(mobileRule.created());
  }
}
