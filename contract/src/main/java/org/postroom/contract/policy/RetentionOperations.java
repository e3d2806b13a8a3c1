package org.postroom.contract.policy;

import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESOURCE_NOT_FOUND;
import static org.postroom.contract.operation.BoundedContext.POLICY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on the retention policy and on email monitoring. */
interface RetentionOperations {
  /** Creates or replaces the organization's retention policy. */
  Operation<PutRetentionPolicyRequest, PutRetentionPolicyResponse> PUT_RETENTION_POLICY =
      command(
          "PutRetentionPolicy",
          POLICY,
          PutRetentionPolicyRequest.class,
          PutRetentionPolicyResponse.class,
          PutRetentionPolicyRequest::organizationId,
          INVALID_PARAMETER,
          LIMIT_EXCEEDED,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Reads the organization's retention policy. */
  Operation<GetDefaultRetentionPolicyRequest, GetDefaultRetentionPolicyResponse>
      GET_DEFAULT_RETENTION_POLICY =
          query(
              "GetDefaultRetentionPolicy",
              POLICY,
              GetDefaultRetentionPolicyRequest.class,
              GetDefaultRetentionPolicyResponse.class,
              GetDefaultRetentionPolicyRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Deletes the retention policy; an unknown id is no error. */
  Operation<DeleteRetentionPolicyRequest, DeleteRetentionPolicyResponse> DELETE_RETENTION_POLICY =
      command(
          "DeleteRetentionPolicy",
          POLICY,
          DeleteRetentionPolicyRequest.class,
          DeleteRetentionPolicyResponse.class,
          DeleteRetentionPolicyRequest::organizationId,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Says where the records of email monitoring go. */
  Operation<PutEmailMonitoringConfigurationRequest, PutEmailMonitoringConfigurationResponse>
      PUT_EMAIL_MONITORING_CONFIGURATION =
          command(
              "PutEmailMonitoringConfiguration",
              POLICY,
              PutEmailMonitoringConfigurationRequest.class,
              PutEmailMonitoringConfigurationResponse.class,
              PutEmailMonitoringConfigurationRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);

  /** Reads where the records of email monitoring go. */
  Operation<
          DescribeEmailMonitoringConfigurationRequest, DescribeEmailMonitoringConfigurationResponse>
      DESCRIBE_EMAIL_MONITORING_CONFIGURATION =
          query(
              "DescribeEmailMonitoringConfiguration",
              POLICY,
              DescribeEmailMonitoringConfigurationRequest.class,
              DescribeEmailMonitoringConfigurationResponse.class,
              DescribeEmailMonitoringConfigurationRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);

  /** Ends email monitoring; an absent configuration is no error. */
  Operation<DeleteEmailMonitoringConfigurationRequest, DeleteEmailMonitoringConfigurationResponse>
      DELETE_EMAIL_MONITORING_CONFIGURATION =
          command(
              "DeleteEmailMonitoringConfiguration",
              POLICY,
              DeleteEmailMonitoringConfigurationRequest.class,
              DeleteEmailMonitoringConfigurationResponse.class,
              DeleteEmailMonitoringConfigurationRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);
}
