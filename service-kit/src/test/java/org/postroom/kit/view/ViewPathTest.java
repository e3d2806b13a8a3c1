package org.postroom.kit.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.Tag;
import org.postroom.contract.directory.event.OrganizationTagged;
import org.postroom.contract.directory.event.OrganizationUntagged;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.kit.access.OrganizationTags;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.DirectoryScript;
import org.postroom.kit.toy.ScriptedOwner;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class ViewPathTest {
  @Inject Database database;
  @Inject ViewPath path;
  @Inject OrganizationTags organizationTags;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");
  private DirectoryScript directory;

  @BeforeEach
  void positioned() {
    directory = new DirectoryScript(servers);
    await().until(path::isPositioned);
  }

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void tagsAreKnownAsTheEventsTellAndToTheirAccountOnly() {
    directory.active(organizationId);
    directory.publish(organizationId, 1, 3, tagged(new Tag("team", "a"), new Tag("stage", "x")));
    directory.publish(organizationId, 1, 4, new OrganizationUntagged(List.of("stage", "none")));
    directory.publish(organizationId, 1, 5, tagged(new Tag("team", "b"), new Tag("ä", "\"ö\"")));
    awaitPosition(1, 5);
    assertThat(tags(DirectoryScript.ACCOUNT)).isEqualTo(Map.of("team", "b", "ä", "\"ö\""));
    assertThat(tags("999999999999")).isEmpty();
  }

  private static OrganizationTagged tagged(Tag... tags) {
    return new OrganizationTagged(List.of(tags));
  }

  private Map<String, String> tags(String account) {
    return database.await(
        database.read(session -> organizationTags.of(session, organizationId, account)));
  }

  @Test
  void eventsAreAppliedInOrderAndOnlyOnce() {
    directory.active(organizationId);
    directory.user(organizationId, 1, 3, "ann");
    directory.user(organizationId, 1, 3, "ann");
    directory.user(organizationId, 1, 2, "zoe");
    directory.user(organizationId, 1, 4, "bob");
    awaitPosition(1, 4);
    assertThat(users()).containsExactly("ann", "bob");
    assertThat(
            rows("select state, account, alias from organization_view where organization_id = $1")
                .get(0))
        .containsExactly("Active", DirectoryScript.ACCOUNT, "alias");
    assertThat(position().isIncomplete()).isFalse();
  }

  @Test
  void afterAGapTheOrganizationIsIncompleteUntilTheMissingEventsComeAgain() {
    String other = organizationId + "0";
    directory.active(organizationId);
    directory.user(organizationId, 1, 3, "ann");
    directory.user(organizationId, 1, 5, "cid");
    directory.user(organizationId, 1, 6, "dan");
    await().until(() -> position().isIncomplete());
    assertThat(position().sequence()).isEqualTo(3);
    assertThat(users()).containsExactly("ann");

    directory.user(other, 1, 1, "eve");
    await()
        .until(() -> !rows("select 1 from seen_user where organization_id = $1", other).isEmpty());

    directory.user(organizationId, 1, 3, "ann");
    directory.user(organizationId, 1, 4, "bob");
    directory.user(organizationId, 1, 5, "cid");
    await().until(() -> position().sequence() == 5);
    assertThat(position().isIncomplete()).isTrue();
    directory.user(organizationId, 1, 6, "dan");
    awaitPosition(1, 6);
    assertThat(users()).containsExactly("ann", "bob", "cid", "dan");
    assertThat(position().isIncomplete()).isFalse();
  }

  @Test
  void anEventSendsItsInternalCommandOnce() {
    directory.user(organizationId, 1, 1, "ann");
    directory.publish(organizationId, 1, 2, new UserDeleted("ann"));
    directory.publish(organizationId, 1, 2, new UserDeleted("ann"));
    awaitPosition(1, 2);
    await().until(() -> amount() == 1);
    directory.user(organizationId, 1, 3, "bob");
    directory.publish(organizationId, 1, 4, new UserDeleted("bob"));
    await().until(() -> amount() == 2);
  }

  @Test
  void aNewEpochReplacesWhatTheViewHeld() {
    directory.active(organizationId);
    directory.user(organizationId, 1, 3, "ann");
    directory.user(organizationId, 1, 4, "lost");
    awaitPosition(1, 4);

    directory.publish(organizationId, 2, 1, new OrganizationSnapshotStarted());
    directory.user(organizationId, 2, 2, "ann");
    await().until(() -> position().sequence() == 2);
    assertThat(position().isIncomplete()).as("half a snapshot").isTrue();
    directory.user(organizationId, 1, 5, "late");
    directory.publish(organizationId, 2, 3, new OrganizationSnapshotCompleted());
    awaitPosition(2, 3);
    assertThat(users()).containsExactly("ann");
    assertThat(position().isIncomplete()).isFalse();
    assertThat(rows("select 1 from organization_view where organization_id = $1")).isEmpty();
  }

  @Test
  void aRetellingLeavesAViewAsItIsThatHasAppliedAllBefore() {
    directory.active(organizationId);
    directory.user(organizationId, 1, 3, "ann");
    awaitPosition(1, 3);

    directory.retell(organizationId, 1, 4, new OrganizationSnapshotStarted());
    directory.retoldUser(organizationId, 1, 5, "only told again");
    awaitPosition(1, 5);
    assertThat(position().isIncomplete()).as("in the middle of it").isFalse();
    directory.user(organizationId, 1, 6, "bob");
    directory.retell(organizationId, 1, 7, new UserDeleted("ann"));
    directory.retell(organizationId, 1, 8, new OrganizationSnapshotCompleted());
    directory.user(organizationId, 1, 9, "cid");
    awaitPosition(1, 9);
    assertThat(users()).containsExactly("ann", "bob", "cid");
    assertThat(rows("select state from organization_view where organization_id = $1").get(0))
        .containsExactly("Active");
    assertThat(position().isIncomplete()).isFalse();
    assertThat(amount()).as("commands sent").isZero();
  }

  @Test
  void aRetellingMakesAViewWholeThatLacksEvents() {
    directory.active(organizationId);
    directory.user(organizationId, 1, 3, "lost");
    directory.user(organizationId, 1, 9, "dan");
    await().until(() -> position().isIncomplete());

    directory.retoldUser(organizationId, 1, 19, "of the retelling before");
    directory.retell(organizationId, 1, 20, new OrganizationSnapshotStarted());
    directory.retoldUser(organizationId, 1, 21, "ann");
    directory.user(organizationId, 1, 22, "new");
    awaitPosition(1, 22);
    assertThat(position().isIncomplete()).as("half of it").isTrue();
    directory.retoldUser(organizationId, 1, 23, "dan");
    directory.retoldUser(organizationId, 1, 24, "new");
    directory.retell(organizationId, 1, 25, new OrganizationSnapshotCompleted());
    awaitPosition(1, 25);
    assertThat(users()).containsExactly("ann", "dan", "new");
    assertThat(position().isIncomplete()).isFalse();
  }

  @Test
  void whoBeginsInTheMiddleIsWholeWithTheFirstRetelling() {
    directory.user(organizationId, 3, 41, "passed over");
    directory.retell(organizationId, 3, 42, new OrganizationSnapshotStarted());
    directory.retoldUser(organizationId, 3, 43, "ann");
    directory.retell(organizationId, 3, 44, new OrganizationSnapshotCompleted());
    directory.user(organizationId, 3, 45, "bob");
    awaitPosition(3, 45);
    assertThat(users()).containsExactly("ann", "bob");
    assertThat(position().isIncomplete()).isFalse();
  }

  @Test
  void aNewEpochThatDoesNotBeginAtItsStartIsNotApplied() {
    directory.user(organizationId, 1, 1, "ann");
    directory.user(organizationId, 2, 2, "bob");
    await().until(() -> position().isIncomplete());
    assertThat(users()).containsExactly("ann");
  }

  @Test
  void anEventThatCannotBeReadStopsItsPartitionAndIsNotSkipped() {
    directory.user(organizationId, 1, 1, "ann");
    awaitPosition(1, 1);
    int partition = Publisher.partitionOf(organizationId, 4);
    directory.send(organizationId, Map.of("ce_type", "nonsense".getBytes(UTF_8)), new byte[0]);
    directory.user(organizationId, 1, 2, "bob");
    await().until(() -> !stops(partition).isEmpty());
    assertThat(users()).containsExactly("ann");
    // An operator who has understood what it was moves the view past it, as the only way on.
    await()
        .untilAsserted(
            () -> {
              database.await(
                  database.transaction(
                      session ->
                          Sql.of(session)
                              .update(
                                  "update lane set position = s.stopped_at_offset + 1 from view_stop s"
                                      + " where topic = 'directory.events.v1'"
                                      + " and lane.partition = s.partition and s.partition = $1"
                                      + " and position = s.stopped_at_offset",
                                  partition)));
              assertThat(position().sequence()).isEqualTo(2);
            });
    assertThat(users()).containsExactly("ann", "bob");
    await().until(() -> stops(partition).isEmpty());
  }

  private List<Object[]> stops(int partition) {
    return database.await(
        database.read(
            session ->
                Sql.of(session)
                    .rows(
                        "select reason from view_stop where source = 'directory' and partition = $1",
                        partition)));
  }

  private void awaitPosition(long epoch, long sequence) {
    await()
        .untilAsserted(
            () -> {
              assertThat(position().epoch()).isEqualTo(epoch);
              assertThat(position().sequence()).isEqualTo(sequence);
            });
  }

  private ViewPosition position() {
    List<Object[]> rows =
        rows(
            "select organization_id, epoch, sequence, seen_epoch, seen_sequence, in_snapshot"
                + " from view_position where source = 'directory' and organization_id = $1");
    return rows.isEmpty() ? ViewPosition.START : ViewPositions.read(rows.get(0));
  }

  private List<Object> users() {
    return rows("select name from seen_user where organization_id = $1 order by name").stream()
        .map(row -> row[0])
        .toList();
  }

  private long amount() {
    List<Object[]> rows = rows("select amount from counter where organization_id = $1");
    return rows.isEmpty() ? 0 : (Long) rows.get(0)[0];
  }

  private List<Object[]> rows(String sql) {
    return rows(sql, organizationId);
  }

  private List<Object[]> rows(String sql, String organizationId) {
    return database.await(database.read(session -> Sql.of(session).rows(sql, organizationId)));
  }
}
