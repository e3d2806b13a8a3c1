package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.FolderConfiguration;
import software.amazon.awssdk.services.workmail.model.GetDefaultRetentionPolicyResponse;

/** The retention policy and the email monitoring of an organization, as administrators see them. */
@OnSharedSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionAndMonitoringIT {
  private static final String LOG_GROUP =
      "arn:aws:logs:us-east-1:123456789012:log-group:/aws/workmail/emailevents/x:*";

  private WorkMailClient client;
  private String organization;

  @BeforeAll
  void begin(RunningSystem.System running) {
    client = running.client();
    organization = running.activeOrganization(client);
  }

  @Test
  void theOneRetentionPolicy() {
    assertThat(answer(this::retention)).isEqualTo("EntityNotFound");
    putRetention(null, folder("INBOX", "DELETE", 730), folder("DRAFTS", "NONE", null));
    GetDefaultRetentionPolicyResponse policy = retention();
    assertThat(policy.folderConfigurations())
        .containsExactly(folder("INBOX", "DELETE", 730), folder("DRAFTS", "NONE", null));
    assertThat(policy.description()).isEqualTo("about it");

    assertThat(answer(() -> putRetention("another", folder("INBOX", "DELETE", 1))))
        .isEqualTo("LimitExceeded");
    assertThat(answer(() -> putRetention(null, folder("INBOX", "DELETE", null))))
        .isEqualTo("InvalidParameter");
    assertThat(
            answer(
                () ->
                    putRetention(
                        null, folder("INBOX", "NONE", null), folder("INBOX", "NONE", null))))
        .isEqualTo("InvalidParameter");
    putRetention(policy.id(), folder("JUNK_EMAIL", "PERMANENTLY_DELETE", 1));
    assertThat(retention().id()).isEqualTo(policy.id());

    client.deleteRetentionPolicy(r -> r.organizationId(organization).id("another"));
    assertThat(retention().id()).isEqualTo(policy.id());
    client.deleteRetentionPolicy(r -> r.organizationId(organization).id(policy.id()));
    assertThat(answer(this::retention)).isEqualTo("EntityNotFound");
  }

  @Test
  void emailMonitoring() {
    Runnable describe =
        () -> client.describeEmailMonitoringConfiguration(r -> r.organizationId(organization));
    assertThat(answer(describe)).isEqualTo("ResourceNotFound");
    client.putEmailMonitoringConfiguration(
        r ->
            r.organizationId(organization)
                .roleArn("arn:aws:iam::123456789012:role/monitoring")
                .logGroupArn(LOG_GROUP));
    assertThat(
            client
                .describeEmailMonitoringConfiguration(r -> r.organizationId(organization))
                .logGroupArn())
        .isEqualTo(LOG_GROUP);
    client.deleteEmailMonitoringConfiguration(r -> r.organizationId(organization));
    client.deleteEmailMonitoringConfiguration(r -> r.organizationId(organization));
    assertThat(answer(describe)).isEqualTo("ResourceNotFound");
  }

  private void putRetention(String id, FolderConfiguration... folders) {
    client.putRetentionPolicy(
        r ->
            r.organizationId(organization)
                .id(id)
                .name("two-years")
                .description("about it")
                .folderConfigurations(folders));
  }

  private GetDefaultRetentionPolicyResponse retention() {
    return client.getDefaultRetentionPolicy(r -> r.organizationId(organization));
  }

  private static FolderConfiguration folder(String name, String action, Integer period) {
    return FolderConfiguration.builder().name(name).action(action).period(period).build();
  }
}
