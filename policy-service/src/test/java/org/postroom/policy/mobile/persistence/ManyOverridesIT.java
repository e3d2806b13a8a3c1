package org.postroom.policy.mobile.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.policy.event.MobileDeviceAccessOverridePut;
import org.postroom.kit.database.Database;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.policy.mobile.OverrideCalls;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** Thousands of overrides: how they are listed, told anew and removed. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class ManyOverridesIT extends PolicyServiceTest {
  private static final int MANY = 20_000;

  @Inject Database database;
  @Inject OrganizationSnapshot snapshot;

  private OverrideCalls overrides;

  @BeforeEach
  void theCalls() {
    overrides = new OverrideCalls(policy, organization);
  }

  @Test
  void aSnapshotTellsWhatThereIsInChunks() throws SQLException {
    String ann = policy.enabledUser(organization, "ann");
    overrides.put(ann, "device", "ALLOW", "of ann");
    overrides.fill(ann, 1_000);
    List<Record> events = new ArrayList<>();
    String after = null;
    do {
      String from = after;
      OrganizationSnapshot.Chunk chunk =
          database.await(database.read(session -> snapshot.next(session, organization, from)));
      assertThat(chunk.events()).hasSizeLessThanOrEqualTo(OrganizationSnapshot.MAX_ROWS);
      events.addAll(chunk.events());
      after = chunk.last();
    } while (after != null);
    happened(1);
    assertThat(events).hasSize(3 + 1_000);
    assertThat(events).contains(policy.events.awaitAny(organization)).doesNotHaveDuplicates();
    assertThat(events)
        .filteredOn(
            event ->
                event instanceof MobileDeviceAccessOverridePut put
                    && "of ann".equals(put.description()))
        .hasSize(1);
  }

  @Test
  void anOrganizationOfManyOverridesIsRemovedInSteps() throws SQLException {
    overrides.fill("anybody", 2_500);
    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));
    assertThat(happened(1)).containsExactly(new OrganizationRemovalConfirmed("removal"));
    assertThat(policy.count("mobile_device_access_override", organization)).isZero();
  }

  @Test
  void everyPageOfALargeListingWalksAnIndex() throws SQLException {
    overrides.fill(null, MANY);
    knowUsers(100);
    try (Connection connection = policy.database();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze mobile_device_access_override, directory_entity");
      statement.execute("set plan_cache_mode = force_generic_plan");
      for (long after : new long[] {0, MANY / 2}) {
        assertWalks(statement, DbDeviceOverrides.PAGE, after, "");
        assertWalks(statement, DbDeviceOverrides.PAGE_OF_USER, after, ", 'user7'");
        assertWalks(statement, DbDeviceOverrides.PAGE_OF_DEVICE, after, ", 'device7'");
        assertWalks(statement, DbDeviceOverrides.PAGE_OF_BOTH, after, ", 'user7', 'device7'");
        assertWalks(statement, DbDeviceOverrides.AFTER, after, "");
      }
    }
  }

  /** Reads at most a few pages for each row of the listing's page, whatever there is. */
  private void assertWalks(Statement statement, String sql, long after, String more)
      throws SQLException {
    statement.execute("prepare listing as " + sql);
    List<String> plan = new ArrayList<>();
    try (ResultSet lines =
        statement.executeQuery(
            "explain (analyze, buffers, costs off, timing off) execute listing ('%s', %d, 101%s)"
                .formatted(organization, after, more))) {
      while (lines.next()) {
        plan.add(lines.getString(1));
      }
    }
    statement.execute("deallocate listing");
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on mobile"));
    Matcher rows = Pattern.compile("actual .*?rows=([0-9.]+)").matcher(String.join("\n", plan));
    while (rows.find()) {
      assertThat(Double.parseDouble(rows.group(1)))
          .as(String.join("\n", plan))
          .isLessThanOrEqualTo(202);
    }
  }

  /** The users that {@link OverrideCalls#fill} gives overrides. */
  private void knowUsers(int count) throws SQLException {
    try (Connection connection = policy.database();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into directory_entity (organization_id, entity_id, entity_type, state)"
                    + " select ?, 'user' || i, 'USER', 'ENABLED' from generate_series(0, ?) i")) {
      insert.setString(1, organization);
      insert.setInt(2, count);
      insert.executeUpdate();
    }
  }
}
