package org.postroom.policy.mobile.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.ALLOW;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.DENY;
import static org.postroom.contract.policy.PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE;
import static org.postroom.contract.policy.PolicyOperations.GET_MOBILE_DEVICE_ACCESS_OVERRIDE;
import static org.postroom.contract.policy.PolicyOperations.LIST_MOBILE_DEVICE_ACCESS_OVERRIDES;
import static org.postroom.contract.policy.PolicyOperations.PUT_MOBILE_DEVICE_ACCESS_OVERRIDE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.policy.DeleteMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideResponse;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesRequest;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesResponse;
import org.postroom.contract.policy.MobileDeviceAccessOverride;
import org.postroom.contract.policy.PutMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.event.MobileDeviceAccessOverrideDeleted;
import org.postroom.contract.policy.event.MobileDeviceAccessOverridePut;
import org.postroom.kit.database.Database;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.policy.testing.PolicyTestResource;
import org.postroom.policy.testing.PolicyUnderTest;

/** Overrides through Kafka, PostgreSQL and HTTP, and how their listings are read. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class OverridesIT {
  private static final int DEFAULT_EVENTS = 3;
  private static final int MANY = 20_000;

  @TestHTTPResource("/")
  URI service;

  @Inject Database database;
  @Inject OrganizationSnapshot snapshot;

  private PolicyUnderTest policy;
  private String organization;

  @BeforeEach
  void begin() {
    policy = PolicyUnderTest.at(service);
    organization = policy.activeOrganization();
  }

  @Test
  void anOverrideIsMadeReplacedReadAndDeletedHoweverItsUserIsNamed() {
    String ann = policy.enabledUser(organization, "ann");
    policy.directory.emit(organization, new AliasCreated(ann, "USER", "Anna@example.com"));
    put(ann, "ApplDN12", "DENY", "lost");
    GetMobileDeviceAccessOverrideResponse made = get("ANN", "appldn12");
    assertThat(made.userId()).isEqualTo(ann);
    assertThat(made.deviceId()).isEqualTo("ApplDN12");
    assertThat(made.effect()).isEqualTo(DENY);
    assertThat(made.description()).isEqualTo("lost");

    put("anna@EXAMPLE.com", "APPLDN12", "ALLOW", null);
    GetMobileDeviceAccessOverrideResponse replaced = get("ann@example.com", "ApplDN12");
    assertThat(replaced.deviceId()).isEqualTo("ApplDN12");
    assertThat(replaced.effect()).isEqualTo(ALLOW);
    assertThat(replaced.description()).isNull();
    assertThat(replaced.dateCreated()).isEqualTo(made.dateCreated());
    assertThat(replaced.dateModified()).isAfter(made.dateModified());

    delete("ann", "appldn12");
    delete("ann", "appldn12");
    assertThat(refusalOfGet(ann, "ApplDN12")).isEqualTo("ResourceNotFoundException");
    List<Record> events = policy.events.await(organization, DEFAULT_EVENTS + 3);
    assertThat(((MobileDeviceAccessOverridePut) events.get(4)).deviceId()).isEqualTo("ApplDN12");
    assertThat(events.get(5)).isEqualTo(new MobileDeviceAccessOverrideDeleted(ann, "ApplDN12"));
  }

  @Test
  void itsUserMustBeThereAndEnabledToBeGivenOne() {
    String disabled = policy.user(organization, "disabled");
    String gone = policy.user(organization, "gone");
    policy.directory.emit(organization, new UserDeleted(gone));
    String group = UUID.randomUUID().toString();
    policy.directory.emit(organization, new GroupCreated(group, "group", false));
    assertThat(refusalOfPut("nobody")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(refusalOfPut(group)).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(refusalOfPut("group")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(refusalOfPut("gone")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(refusalOfPut(gone)).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(refusalOfPut(disabled)).isEqualTo(ErrorCode.ENTITY_STATE);
    delete(disabled, "device");
    assertThat(refusalOfGet(disabled, "device")).isEqualTo("ResourceNotFoundException");
    assertThat(refusalOfGet(gone, "device")).isEqualTo("EntityNotFoundException");
    assertThat(refusalOfGet(group, "device")).isEqualTo("EntityNotFoundException");
    assertThat(refusalOfList("nobody")).isEqualTo("EntityNotFoundException");
    assertThat(
            policy.commands.refusal(
                DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE,
                organization,
                new DeleteMobileDeviceAccessOverrideRequest(organization, "nobody", "device")))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    policy.events.await(organization, DEFAULT_EVENTS);
  }

  @Test
  void aNameMeansWhomItMeansNow() {
    for (int i = 0; i < 10; i++) {
      String former = policy.enabledUser(organization, "bob");
      put("bob", "device", "ALLOW", null);
      policy.directory.emit(
          organization, new EntityDeregistered(former, "USER", List.of("bob@example.com")));
      policy.directory.emit(organization, new UserDeleted(former));
      String present = policy.enabledUser(organization, "bob");
      put("bob", "device", "DENY", null);
      assertThat(get("bob@example.com", "device").userId()).isEqualTo(present);
      policy.directory.emit(
          organization, new EntityDeregistered(present, "USER", List.of("bob@example.com")));
      policy.directory.emit(organization, new UserDeleted(present));
    }
  }

  @Test
  void listingsArePagedByUserAndByDevice() {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String user = policy.enabledUser(organization, "user" + i);
      users.add(user);
      for (String device : List.of("A", "b", "C")) {
        put(user, device, "ALLOW", null);
      }
    }
    assertThat(pages(null, null, 2)).hasSize(9);
    assertThat(pages("user1", null, 2))
        .extracting(MobileDeviceAccessOverride::deviceId)
        .containsExactly("A", "b", "C");
    assertThat(pages(null, "B", 2))
        .extracting(MobileDeviceAccessOverride::userId)
        .containsExactlyElementsOf(users);
    assertThat(pages(users.get(2), "c", 2)).hasSize(1);
    assertThat(pages(users.get(2), "none", 2)).isEmpty();

    String token = list("user1", null, 1, null).nextToken();
    assertThat(list(users.get(1), null, 1, token).overrides()).hasSize(1);
    assertThat(
            policy.queries.refusal(
                LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
                new ListMobileDeviceAccessOverridesRequest(organization, "user2", null, token, 1),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void whoIsGoneHasNoOverridesWhetherTheirRowsAreStillThereOrNot() throws SQLException {
    String ann = policy.enabledUser(organization, "ann");
    String bob = policy.enabledUser(organization, "bob");
    put(bob, "device", "ALLOW", null);
    put(ann, "device", "ALLOW", null);
    fill(organization, ann, 1_500);
    policy.directory.emit(organization, new UserDeleted(ann));
    assertThat(refusalOfGet(ann, "device")).isEqualTo("EntityNotFoundException");
    assertThat(pages(null, null, 100))
        .extracting(MobileDeviceAccessOverride::userId)
        .containsExactly(bob);
    assertThat(pages(null, "device", 100)).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> policy.count("mobile_device_access_override", organization) == 1);
    List<Record> events = policy.events.await(organization, DEFAULT_EVENTS + 2 + 1_501);
    assertThat(events.subList(DEFAULT_EVENTS + 2, events.size()))
        .allMatch(event -> ((MobileDeviceAccessOverrideDeleted) event).userId().equals(ann));
  }

  @Test
  void aSnapshotTellsWhatThereIsInChunks() throws SQLException {
    String ann = policy.enabledUser(organization, "ann");
    put(ann, "device", "ALLOW", "of ann");
    fill(organization, ann, 1_000);
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
    List<Record> told = policy.events.await(organization, DEFAULT_EVENTS + 1);
    assertThat(events).hasSize(3 + 1_000);
    assertThat(events).contains(told.get(0)).doesNotHaveDuplicates();
    assertThat(events)
        .filteredOn(
            event ->
                event instanceof MobileDeviceAccessOverridePut put
                    && "of ann".equals(put.description()))
        .hasSize(1);
  }

  @Test
  void anOrganizationOfManyOverridesIsRemovedInSteps() throws SQLException {
    fill(organization, "anybody", 2_500);
    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));
    assertThat(policy.events.await(organization, DEFAULT_EVENTS + 1).get(DEFAULT_EVENTS))
        .isEqualTo(new OrganizationRemovalConfirmed("removal"));
    assertThat(policy.count("mobile_device_access_override", organization)).isZero();
  }

  @Test
  void everyPageOfALargeListingWalksAnIndex() throws SQLException {
    fill(organization, null, MANY);
    knowUsers(organization, 100);
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

  /** Overrides of one user, or of many for many devices, behind those that are there. */
  private void fill(String organization, String user, int count) throws SQLException {
    try (Connection connection = policy.database();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into mobile_device_access_override (organization_id, user_id, device_key,"
                    + " device_id, effect, creation_number, created_at, modified_at)"
                    + " select ?, coalesce(?, 'user' || i % 100),"
                    + " 'device' || case when ?::text is null then i / 100 else i end,"
                    + " 'Device' || i, 'ALLOW', 1000 + i, now(), now() from generate_series(1, ?) i")) {
      insert.setString(1, organization);
      insert.setString(2, user);
      insert.setString(3, user);
      insert.setInt(4, count);
      insert.executeUpdate();
    }
  }

  /** The users that {@link #fill} gives overrides. */
  private void knowUsers(String organization, int count) throws SQLException {
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

  private void put(String user, String device, String effect, String description) {
    policy.commands.call(
        PUT_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new PutMobileDeviceAccessOverrideRequest(organization, user, device, effect, description));
  }

  private ErrorCode refusalOfPut(String user) {
    return policy.commands.refusal(
        PUT_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new PutMobileDeviceAccessOverrideRequest(organization, user, "device", "ALLOW", null));
  }

  private void delete(String user, String device) {
    policy.commands.call(
        DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new DeleteMobileDeviceAccessOverrideRequest(organization, user, device));
  }

  private GetMobileDeviceAccessOverrideResponse get(String user, String device) {
    return policy.queries.answer(
        GET_MOBILE_DEVICE_ACCESS_OVERRIDE,
        new GetMobileDeviceAccessOverrideRequest(organization, user, device));
  }

  private String refusalOfGet(String user, String device) {
    return policy.queries.refusal(
        GET_MOBILE_DEVICE_ACCESS_OVERRIDE,
        new GetMobileDeviceAccessOverrideRequest(organization, user, device),
        ScriptedDirectory.ACCOUNT);
  }

  private String refusalOfList(String user) {
    return policy.queries.refusal(
        LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
        new ListMobileDeviceAccessOverridesRequest(organization, user, null, null, null),
        ScriptedDirectory.ACCOUNT);
  }

  private ListMobileDeviceAccessOverridesResponse list(
      String user, String device, Integer maxResults, String token) {
    return policy.queries.answer(
        LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
        new ListMobileDeviceAccessOverridesRequest(organization, user, device, token, maxResults));
  }

  private List<MobileDeviceAccessOverride> pages(String user, String device, int maxResults) {
    List<MobileDeviceAccessOverride> all = new ArrayList<>();
    String token = null;
    do {
      ListMobileDeviceAccessOverridesResponse page = list(user, device, maxResults, token);
      all.addAll(page.overrides());
      token = page.nextToken();
    } while (token != null);
    return all;
  }
}
