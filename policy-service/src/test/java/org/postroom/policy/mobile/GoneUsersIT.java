package org.postroom.policy.mobile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.policy.PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.policy.DeleteMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.MobileDeviceAccessOverride;
import org.postroom.contract.policy.event.MobileDeviceAccessOverrideDeleted;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.testing.Traces;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** What is left of users who went away in the ordinary way, unseen, or long ago. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class GoneUsersIT extends PolicyServiceTest {
  private OverrideCalls overrides;

  @BeforeEach
  void theCalls() {
    overrides = new OverrideCalls(policy, organization);
  }

  @Test
  void whoIsGoneIsNotFoundThoughTheViewDoesNotKnowYet() {
    String ann = policy.enabledUser(organization, "ann");
    overrides.put(ann, "device", "ALLOW", null);
    Runnable publish = policy.directory.hold(organization, new UserDeleted(ann));
    CompletableFuture<ReplyEnvelope> reply =
        policy.commands.send(
            DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE,
            organization,
            new DeleteMobileDeviceAccessOverrideRequest(organization, ann, "device"),
            ScriptedDirectory.ACCOUNT);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> reply.isDone() || policy.directory.wasAskedWhileHeld(organization));
    publish.run();
    assertThat(CommandClient.await(reply).error()).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
  }

  @Test
  void whoIsGoneHasNoOverridesWhetherTheirRowsAreStillThereOrNot() throws SQLException {
    String ann = policy.enabledUser(organization, "ann");
    String bob = policy.enabledUser(organization, "bob");
    overrides.put(bob, "device", "ALLOW", null);
    overrides.put(ann, "device", "ALLOW", null);
    overrides.fill(ann, 1_500);
    policy.directory.emit(organization, new UserDeleted(ann));
    assertThat(overrides.refusalOfGet(ann, "device")).isEqualTo("EntityNotFoundException");
    assertThat(overrides.pages(null, null, 100))
        .extracting(MobileDeviceAccessOverride::userId)
        .containsExactly(bob);
    assertThat(overrides.pages(null, "device", 100)).hasSize(1);
    awaitRemovalOfWhatIsOf(ann);
  }

  @Test
  void whoIsUnknownToARestoredDirectoryHasNoOverrides() throws SQLException {
    String ann = policy.enabledUser(organization, "ann");
    String bob = policy.enabledUser(organization, "bob");
    overrides.put(ann, "device", "ALLOW", null);
    overrides.put(bob, "device", "ALLOW", null);
    overrides.fill(ann, 1_500);
    policy.directory.restore(
        organization,
        new OrganizationRequested("restored", ScriptedDirectory.ACCOUNT, "d-0123456789"),
        new OrganizationActivated(Instant.parse("2026-11-22T12:00:00Z")),
        new UserCreated(bob, "bob", "Bob", null, null, "USER", false),
        new EntityRegistered(bob, "USER", "bob@example.com"));
    assertThat(overrides.pages(null, null, 100))
        .extracting(MobileDeviceAccessOverride::userId)
        .containsExactly(bob);
    awaitRemovalOfWhatIsOf(ann);
  }

  /** But in what is published and on record, which goes in time like everybody's. */
  @Test
  void nothingPersonalOfADeletedUserIsLeft() {
    String mark = "zq" + UUID.randomUUID().toString().substring(0, 8);
    Traces traces = new Traces(mark);
    String user = policy.enabledUser(organization, mark);
    policy.directory.emit(organization, new AliasCreated(user, "USER", mark + "alias@example.com"));
    overrides.put(user, "device", "ALLOW", "of " + mark);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(traces.tables())
                    .containsExactlyInAnyOrder(
                        "audit_record",
                        "directory_address",
                        "directory_entity",
                        "mobile_device_access_override",
                        "outbox"));
    policy.directory.emit(
        organization,
        new EntityDeregistered(
            user, "USER", List.of(mark + "@example.com", mark + "alias@example.com")));
    policy.directory.emit(organization, new UserDeleted(user));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(traces.tables()).containsExactly("audit_record", "outbox"));
  }

  @Test
  void tombstonesAreForgottenInTime() throws SQLException {
    String ann = policy.user(organization, "ann");
    String bob = policy.user(organization, "bob");
    try (Connection connection = policy.database();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into directory_entity (organization_id, entity_id, entity_type, state,"
                    + " deleted_at) select ?, 'gone' || i, 'USER', 'DELETED',"
                    + " now() - interval '31 days' from generate_series(1, 150) i")) {
      insert.setString(1, organization);
      insert.executeUpdate();
    }
    policy.directory.emit(organization, new UserDeleted(ann));
    policy.directory.emit(organization, new UserDeleted(bob));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> policy.count("directory_entity", organization) == 2);
  }

  /** Of two users' overrides, one is left that is not this user's. */
  private void awaitRemovalOfWhatIsOf(String user) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> policy.count("mobile_device_access_override", organization) == 1);
    List<Record> events = happened(2 + 1_501);
    assertThat(events.subList(2, events.size()))
        .allMatch(event -> ((MobileDeviceAccessOverrideDeleted) event).userId().equals(user));
  }
}
