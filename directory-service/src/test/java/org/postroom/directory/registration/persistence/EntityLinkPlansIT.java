package org.postroom.directory.registration.persistence;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the removal of a deleted entity's links costs among 100,000 of each table. */
class EntityLinkPlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final int LINKS = Plans.LARGE;

  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    plans.fill(
        "group_member (organization_id, group_id, member_id, member_type, creation_number,"
            + " group_name_key)",
        LINKS,
        i -> link(i) + "\tUSER\t" + i + "\tg");
    plans.fill(
        "resource_delegate (organization_id, resource_id, delegate_id, delegate_type,"
            + " creation_number)",
        LINKS,
        i -> link(i) + "\tUSER\t" + i);
    fillPermissions();
  }

  private static void fillPermissions() throws Exception {
    plans.fill(
        "mailbox_permission (organization_id, entity_id, grantee_id, entity_type, grantee_type,"
            + " permissions, creation_number)",
        LINKS,
        i -> link(i) + "\tUSER\tUSER\tSEND_AS\t" + i);
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  /** One with half of all links, one with a few, one that only others name, one with none. */
  @ParameterizedTest
  @ValueSource(strings = {"to-0", "to-7", "of-3", "nobody"})
  void isFoundAndRemovedByIndexes(String entity) throws Exception {
    Map<String, Object> values =
        Map.of("organization", ORGANIZATION, "entity", entity, "limit", 1_000);

    plans.explain(DbEntityLinks.ANY, values).walksAnIndex(1, 40);
    for (DbEntityLinks.Column column : DbEntityLinks.COLUMNS) {
      plans.estimate(column.drop(), values).readsNoTable();
    }
  }

  private static String link(int i) {
    return String.join(
        "\t", ORGANIZATION, i % 2 == 0 ? "to-0" : "to-" + i % 1_000, "of-" + i % 50_000 + "-" + i);
  }
}
