package org.postroom.contract.policy;

import java.util.List;
import org.postroom.contract.operation.Operation;

/** The operations of the policy context, inherited from one table per subject. */
public final class PolicyOperations
    implements AccessControlOperations,
        ImpersonationOperations,
        MobileDeviceOperations,
        RetentionOperations {
  /** Every row of the context. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          PUT_ACCESS_CONTROL_RULE,
          DELETE_ACCESS_CONTROL_RULE,
          LIST_ACCESS_CONTROL_RULES,
          GET_ACCESS_CONTROL_EFFECT,
          CREATE_IMPERSONATION_ROLE,
          UPDATE_IMPERSONATION_ROLE,
          GET_IMPERSONATION_ROLE,
          DELETE_IMPERSONATION_ROLE,
          LIST_IMPERSONATION_ROLES,
          ASSUME_IMPERSONATION_ROLE,
          GET_IMPERSONATION_ROLE_EFFECT,
          CREATE_MOBILE_DEVICE_ACCESS_RULE,
          UPDATE_MOBILE_DEVICE_ACCESS_RULE,
          DELETE_MOBILE_DEVICE_ACCESS_RULE,
          LIST_MOBILE_DEVICE_ACCESS_RULES,
          GET_MOBILE_DEVICE_ACCESS_EFFECT,
          PUT_MOBILE_DEVICE_ACCESS_OVERRIDE,
          GET_MOBILE_DEVICE_ACCESS_OVERRIDE,
          DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE,
          LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
          PUT_RETENTION_POLICY,
          GET_DEFAULT_RETENTION_POLICY,
          DELETE_RETENTION_POLICY,
          PUT_EMAIL_MONITORING_CONFIGURATION,
          DESCRIBE_EMAIL_MONITORING_CONFIGURATION,
          DELETE_EMAIL_MONITORING_CONFIGURATION);

  private PolicyOperations() {}
}
