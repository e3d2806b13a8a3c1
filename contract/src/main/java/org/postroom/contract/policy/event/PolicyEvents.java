package org.postroom.contract.policy.event;

import static org.postroom.contract.operation.BoundedContext.POLICY;

import java.util.List;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;

/** The events of the policy context. */
public final class PolicyEvents {
  public static final EventType<AccessControlRulePut> ACCESS_CONTROL_RULE_PUT =
      EventType.of(POLICY, "AccessControlRulePut", AccessControlRulePut.class);

  public static final EventType<AccessControlRuleDeleted> ACCESS_CONTROL_RULE_DELETED =
      EventType.of(POLICY, "AccessControlRuleDeleted", AccessControlRuleDeleted.class);

  public static final EventType<MobileDeviceAccessRuleCreated> MOBILE_DEVICE_ACCESS_RULE_CREATED =
      EventType.of(POLICY, "MobileDeviceAccessRuleCreated", MobileDeviceAccessRuleCreated.class);

  public static final EventType<MobileDeviceAccessRuleUpdated> MOBILE_DEVICE_ACCESS_RULE_UPDATED =
      EventType.of(POLICY, "MobileDeviceAccessRuleUpdated", MobileDeviceAccessRuleUpdated.class);

  public static final EventType<MobileDeviceAccessRuleDeleted> MOBILE_DEVICE_ACCESS_RULE_DELETED =
      EventType.of(POLICY, "MobileDeviceAccessRuleDeleted", MobileDeviceAccessRuleDeleted.class);

  public static final EventType<MobileDeviceAccessOverridePut> MOBILE_DEVICE_ACCESS_OVERRIDE_PUT =
      EventType.of(POLICY, "MobileDeviceAccessOverridePut", MobileDeviceAccessOverridePut.class);

  public static final EventType<MobileDeviceAccessOverrideDeleted>
      MOBILE_DEVICE_ACCESS_OVERRIDE_DELETED =
          EventType.of(
              POLICY, "MobileDeviceAccessOverrideDeleted", MobileDeviceAccessOverrideDeleted.class);

  public static final EventType<ImpersonationRoleCreated> IMPERSONATION_ROLE_CREATED =
      EventType.of(POLICY, "ImpersonationRoleCreated", ImpersonationRoleCreated.class);

  public static final EventType<ImpersonationRoleUpdated> IMPERSONATION_ROLE_UPDATED =
      EventType.of(POLICY, "ImpersonationRoleUpdated", ImpersonationRoleUpdated.class);

  public static final EventType<ImpersonationRoleDeleted> IMPERSONATION_ROLE_DELETED =
      EventType.of(POLICY, "ImpersonationRoleDeleted", ImpersonationRoleDeleted.class);

  public static final EventType<RetentionPolicyPut> RETENTION_POLICY_PUT =
      EventType.of(POLICY, "RetentionPolicyPut", RetentionPolicyPut.class);

  public static final EventType<RetentionPolicyDeleted> RETENTION_POLICY_DELETED =
      EventType.of(POLICY, "RetentionPolicyDeleted", RetentionPolicyDeleted.class);

  public static final EventType<EmailMonitoringConfigurationPut>
      EMAIL_MONITORING_CONFIGURATION_PUT =
          EventType.of(
              POLICY, "EmailMonitoringConfigurationPut", EmailMonitoringConfigurationPut.class);

  public static final EventType<EmailMonitoringConfigurationDeleted>
      EMAIL_MONITORING_CONFIGURATION_DELETED =
          EventType.of(
              POLICY,
              "EmailMonitoringConfigurationDeleted",
              EmailMonitoringConfigurationDeleted.class);

  public static final EventType<OrganizationSetUpConfirmed> ORGANIZATION_SET_UP_CONFIRMED =
      EventType.of(POLICY, "OrganizationSetUpConfirmed", OrganizationSetUpConfirmed.class);

  public static final EventType<OrganizationRemovalConfirmed> ORGANIZATION_REMOVAL_CONFIRMED =
      EventType.of(POLICY, "OrganizationRemovalConfirmed", OrganizationRemovalConfirmed.class);

  public static final EventCatalogue CATALOGUE =
      new EventCatalogue(
          POLICY,
          List.of(
              ACCESS_CONTROL_RULE_PUT,
              ACCESS_CONTROL_RULE_DELETED,
              MOBILE_DEVICE_ACCESS_RULE_CREATED,
              MOBILE_DEVICE_ACCESS_RULE_UPDATED,
              MOBILE_DEVICE_ACCESS_RULE_DELETED,
              MOBILE_DEVICE_ACCESS_OVERRIDE_PUT,
              MOBILE_DEVICE_ACCESS_OVERRIDE_DELETED,
              IMPERSONATION_ROLE_CREATED,
              IMPERSONATION_ROLE_UPDATED,
              IMPERSONATION_ROLE_DELETED,
              RETENTION_POLICY_PUT,
              RETENTION_POLICY_DELETED,
              EMAIL_MONITORING_CONFIGURATION_PUT,
              EMAIL_MONITORING_CONFIGURATION_DELETED,
              ORGANIZATION_SET_UP_CONFIRMED,
              ORGANIZATION_REMOVAL_CONFIRMED));

  private PolicyEvents() {}
}
