package org.postroom.directory.entity.persistence;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.registration.persistence.Plans;

/** What names and tombstones cost among 100,000 of each, half of which are due. */
class NamePlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);

  /** As many names as a batch may ask for. */
  private static final int NAMES = 500;

  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:15:30Z");

  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    plans.fill(
        "entity_name (organization_id, name_key, entity_id, entity_type)",
        Plans.LARGE,
        i -> ORGANIZATION + "\tn" + i + "\tu" + i + "\tUSER");
    plans.fill(
        "entity_tombstone (organization_id, entity_id, entity_type, command_partition, purge_at)",
        Plans.LARGE,
        i ->
            String.join(
                "\t",
                ORGANIZATION,
                "u" + i,
                "USER",
                "3",
                NOW.plusMinutes(i - Plans.LARGE / 2).toString()));
    String common = " (organization_id, creation_number, name, name_key, state, hidden, ";
    plans.fill(
        "directory_user" + common + "user_id, display_name, display_name_key, role)",
        Plans.LARGE,
        i -> entity(i, "u") + "\t\t\tUSER");
    plans.fill("directory_group" + common + "group_id)", 10_000, i -> entity(i, "g"));
    plans.fill(
        "directory_resource"
            + common
            + "resource_id, resource_type, auto_accept, auto_decline_recurring,"
            + " auto_decline_conflicting)",
        10_000,
        i -> entity(i, "r") + "\tROOM\tt\tf\tt");
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  @Test
  void theNamesOfABatchAreFoundByThePrimaryKey() throws Exception {
    for (int count : new int[] {1, NAMES}) {
      plans
          .explainNumbered(
              DbEntityNames.FIND,
              IntStream.range(0, count).mapToObj(i -> ORGANIZATION).toArray(String[]::new),
              IntStream.range(0, count).mapToObj(i -> "n" + 100 * i).toArray(String[]::new))
          .walksAnIndex(count, 8 * count + 10);
    }
  }

  @Test
  void theTombstonesDueInAPartitionFollowAnIndex() throws Exception {
    plans
        .explainNumbered(DbTombstones.DUE, 3, NOW)
        .walksAnIndex(Tombstones.CHUNK, 2 * Tombstones.CHUNK);
    plans
        .explainNumbered(DbTombstones.PARTITIONS_DUE, new Integer[] {3, 4, 5}, NOW)
        .walksAnIndex(3, 12);
  }

  @Test
  void thePurgeOfTombstonesReadsNoTable() throws Exception {
    plans
        .estimate(DbTombstones.PURGE, Map.of("organization", ORGANIZATION, "now", NOW))
        .readsNoTable();
  }

  private static String entity(int i, String prefix) {
    return String.join(
        "\t", ORGANIZATION, Integer.toString(i + 1), "n", "n" + i, "DELETED", "f", prefix + i);
  }
}
