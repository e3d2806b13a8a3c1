package org.postroom.policy.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.PolicyOperations.DELETE_EMAIL_MONITORING_CONFIGURATION;
import static org.postroom.contract.policy.PolicyOperations.DELETE_RETENTION_POLICY;
import static org.postroom.contract.policy.PolicyOperations.DESCRIBE_EMAIL_MONITORING_CONFIGURATION;
import static org.postroom.contract.policy.PolicyOperations.GET_DEFAULT_RETENTION_POLICY;
import static org.postroom.contract.policy.PolicyOperations.PUT_EMAIL_MONITORING_CONFIGURATION;
import static org.postroom.contract.policy.PolicyOperations.PUT_RETENTION_POLICY;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.policy.DeleteEmailMonitoringConfigurationRequest;
import org.postroom.contract.policy.DeleteRetentionPolicyRequest;
import org.postroom.contract.policy.DescribeEmailMonitoringConfigurationRequest;
import org.postroom.contract.policy.DescribeEmailMonitoringConfigurationResponse;
import org.postroom.contract.policy.FolderConfiguration;
import org.postroom.contract.policy.GetDefaultRetentionPolicyRequest;
import org.postroom.contract.policy.GetDefaultRetentionPolicyResponse;
import org.postroom.contract.policy.PutEmailMonitoringConfigurationRequest;
import org.postroom.contract.policy.PutRetentionPolicyRequest;
import org.postroom.contract.policy.event.EmailMonitoringConfigurationDeleted;
import org.postroom.contract.policy.event.EmailMonitoringConfigurationPut;
import org.postroom.contract.policy.event.RetentionPolicyDeleted;
import org.postroom.contract.policy.event.RetentionPolicyPut;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** The two settings that an organization has once or not at all. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class RetentionAndMonitoringIT extends PolicyServiceTest {
  private static final List<FolderConfiguration> FOLDERS =
      List.of(
          new FolderConfiguration("INBOX", "DELETE", 30),
          new FolderConfiguration("DRAFTS", "NONE", null));
  private static final String LOG_GROUP =
      "arn:aws:logs:us-east-1:123456789012:log-group:/aws/workmail/emailevents/x:*";

  @Test
  void theOneRetentionPolicyIsPutReplacedAndDeleted() {
    assertThat(retentionRefusal()).isEqualTo(ErrorCode.ENTITY_NOT_FOUND.key());
    put(null, "first", "about it");
    put(null, "first", "about it");
    String id = retention().id();
    put(id, "second", null);
    assertThat(retention())
        .isEqualTo(new GetDefaultRetentionPolicyResponse(id, "second", null, FOLDERS));
    assertThat(
            policy.commands.refusal(
                PUT_RETENTION_POLICY,
                organization,
                new PutRetentionPolicyRequest(organization, "other", "third", null, FOLDERS)))
        .isEqualTo(ErrorCode.LIMIT_EXCEEDED);

    deleteRetention("other");
    assertThat(retention().id()).isEqualTo(id);
    deleteRetention(id);
    deleteRetention(id);
    assertThat(retentionRefusal()).isEqualTo(ErrorCode.ENTITY_NOT_FOUND.key());
    put("mine", "third", null);
    assertThat(retention().id()).isEqualTo("mine");

    assertThat(happened(4))
        .containsExactly(
            new RetentionPolicyPut(id, "first", "about it", FOLDERS),
            new RetentionPolicyPut(id, "second", null, FOLDERS),
            new RetentionPolicyDeleted(id),
            new RetentionPolicyPut("mine", "third", null, FOLDERS));
  }

  @Test
  void emailMonitoringIsPutReplacedAndDeleted() {
    assertThat(monitoringRefusal()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());
    String role = "arn:aws:iam::123456789012:role/monitoring";
    putMonitoring(role);
    putMonitoring(role);
    assertThat(monitoring())
        .isEqualTo(new DescribeEmailMonitoringConfigurationResponse(role, LOG_GROUP));
    putMonitoring(null);
    String linked =
        "arn:aws:iam::123456789012:role/aws-service-role/events.workmail.amazonaws.com/"
            + "AWSServiceRoleForAmazonWorkMailEvents";
    assertThat(monitoring().roleArn()).isEqualTo(linked);
    deleteMonitoring();
    deleteMonitoring();
    assertThat(monitoringRefusal()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());

    assertThat(happened(3))
        .containsExactly(
            new EmailMonitoringConfigurationPut(role, LOG_GROUP),
            new EmailMonitoringConfigurationPut(linked, LOG_GROUP),
            new EmailMonitoringConfigurationDeleted());
  }

  @Test
  void bothGoWithTheirOrganization() {
    put(null, "first", null);
    putMonitoring(null);
    happened(2);

    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));

    happened(3);
    assertThat(policy.count("retention_policy", organization)).isZero();
    assertThat(policy.count("email_monitoring", organization)).isZero();
  }

  private void put(String id, String name, String description) {
    policy.commands.call(
        PUT_RETENTION_POLICY,
        organization,
        new PutRetentionPolicyRequest(organization, id, name, description, FOLDERS));
  }

  private void deleteRetention(String id) {
    policy.commands.call(
        DELETE_RETENTION_POLICY, organization, new DeleteRetentionPolicyRequest(organization, id));
  }

  private GetDefaultRetentionPolicyResponse retention() {
    return policy.queries.answer(
        GET_DEFAULT_RETENTION_POLICY, new GetDefaultRetentionPolicyRequest(organization));
  }

  private String retentionRefusal() {
    return policy.queries.refusal(
        GET_DEFAULT_RETENTION_POLICY,
        new GetDefaultRetentionPolicyRequest(organization),
        ScriptedDirectory.ACCOUNT);
  }

  private void putMonitoring(String role) {
    policy.commands.call(
        PUT_EMAIL_MONITORING_CONFIGURATION,
        organization,
        new PutEmailMonitoringConfigurationRequest(organization, role, LOG_GROUP));
  }

  private void deleteMonitoring() {
    policy.commands.call(
        DELETE_EMAIL_MONITORING_CONFIGURATION,
        organization,
        new DeleteEmailMonitoringConfigurationRequest(organization));
  }

  private DescribeEmailMonitoringConfigurationResponse monitoring() {
    return policy.queries.answer(
        DESCRIBE_EMAIL_MONITORING_CONFIGURATION,
        new DescribeEmailMonitoringConfigurationRequest(organization));
  }

  private String monitoringRefusal() {
    return policy.queries.refusal(
        DESCRIBE_EMAIL_MONITORING_CONFIGURATION,
        new DescribeEmailMonitoringConfigurationRequest(organization),
        ScriptedDirectory.ACCOUNT);
  }
}
