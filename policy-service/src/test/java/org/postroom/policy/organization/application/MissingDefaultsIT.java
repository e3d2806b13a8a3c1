package org.postroom.policy.organization.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.PolicyOperations.DELETE_ACCESS_CONTROL_RULE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.policy.DeleteAccessControlRuleRequest;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.testing.PolicyTestResource;
import org.postroom.policy.testing.PolicyUnderTest;

/** Organizations that are known and have no defaults, as if no event had ever asked for them. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class MissingDefaultsIT {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int FEW = 3;

  @TestHTTPResource("/")
  URI service;

  @Inject Database database;
  @Inject PolicySettings settings;
  @Inject InternalCommandSender sender;

  private PolicyUnderTest policy;

  @BeforeEach
  void begin() {
    policy = PolicyUnderTest.at(service);
  }

  @Test
  void activeOrganizationsGetThemOnceAndNobodyElseDoes() throws SQLException {
    List<String> active = new ArrayList<>();
    for (int i = 0; i < 2 * FEW + 1; i++) {
      active.add(organization("Active"));
    }
    List<String> others = new ArrayList<>();
    for (String state : List.of("Requested", "Creating", "Failed", "Deleting", "Deleted")) {
      others.add(organization(state));
    }

    List<InternalCommand<?>> found = lookThroughAll();
    assertThat(organizationsOf(found)).containsAll(active).doesNotContainAnyElementsOf(others);
    sender.send(found);
    for (String organization : active) {
      List<Record> events = policy.events.await(organization, 2);
      assertThat(events.get(0)).isEqualTo(AccessRule.standard().event());
      assertThat(policy.events.accounts(organization)).containsExactly(ScriptedDirectory.ACCOUNT);
    }

    assertThat(organizationsOf(lookThroughAll())).doesNotContainAnyElementsOf(active);
    sender.send(commands(active));
    sender.send(commands(others));
    for (String organization : active) {
      settle(organization);
      policy.events.await(organization, 2);
    }
    for (String organization : others) {
      settle(organization);
      assertThat(policy.count("policy_settings", organization)).isZero();
      assertThat(policy.count("access_control_rule", organization)).isZero();
      assertThat(policy.count("mobile_device_access_rule", organization)).isZero();
    }
  }

  @Test
  void aRoundIsFollowedByTheNextOneAfterAWhile() throws SQLException {
    MissingDefaults missing = new MissingDefaults(settings);
    all(missing, NOW);
    String late = organization("Active");
    assertThat(due(missing, 1, NOW.plus(MissingDefaults.INTERVAL))).isEmpty();
    assertThat(due(missing, 0, NOW.plusSeconds(1))).isEmpty();
    Map<String, InternalCommand<?>> next =
        all(missing, NOW.plus(MissingDefaults.INTERVAL)).stream()
            .collect(Collectors.toMap(it -> it.organizationId(), it -> it));
    assertThat(next).containsKey(late);
    sender.send(List.of(next.get(late)));
    policy.events.await(late, 2);
  }

  /** As a service that has just started does. */
  private List<InternalCommand<?>> lookThroughAll() {
    return all(new MissingDefaults(settings), NOW);
  }

  /** More ticks than any round takes. */
  private List<InternalCommand<?>> all(MissingDefaults missing, Instant now) {
    List<InternalCommand<?>> found = new ArrayList<>();
    for (int tick = 0; tick < 100; tick++) {
      List<InternalCommand<?>> some = due(missing, 0, now);
      assertThat(some).hasSizeLessThanOrEqualTo(FEW);
      found.addAll(some);
    }
    return found;
  }

  private List<InternalCommand<?>> due(MissingDefaults missing, int partition, Instant now) {
    return database.await(database.read(session -> missing.due(session, partition, now, FEW)));
  }

  private static List<InternalCommand<EnsureDefaults>> commands(List<String> organizations) {
    return organizations.stream()
        .map(organization -> EnsureDefaults.TYPE.of(organization, "again", new EnsureDefaults()))
        .toList();
  }

  private static List<String> organizationsOf(List<InternalCommand<?>> commands) {
    return commands.stream().<String>map(command -> command.organizationId()).toList();
  }

  /** What was sent before has been decided once this, which is sent after it, has been. */
  private void settle(String organization) {
    policy.commands.refusal(
        DELETE_ACCESS_CONTROL_RULE,
        organization,
        new DeleteAccessControlRuleRequest(organization, "no-rule"));
  }

  private String organization(String state) throws SQLException {
    String organization = ScriptedDirectory.newOrganization();
    try (Connection connection = policy.database();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into organization_view (organization_id, account, alias, state)"
                    + " values (?, ?, '', ?)")) {
      insert.setString(1, organization);
      insert.setString(2, ScriptedDirectory.ACCOUNT);
      insert.setString(3, state);
      insert.executeUpdate();
    }
    return organization;
  }
}
