package org.postroom.directory.organization.persistence;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/** A chunk of an organization's removal reads its own rows only, also beside a large one. */
class OrganizationRemovalPlansIT {
  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    plans.fill(
        "directory_group (organization_id, group_id, creation_number, name, name_key, state,"
            + " hidden)",
        Plans.LARGE,
        i -> organization(i) + "\tg" + i + "\t" + i + "\tn\tn" + i + "\tDISABLED\tf");
    plans.fill(
        "group_member (organization_id, group_id, member_id, member_type, creation_number,"
            + " group_name_key)",
        Plans.LARGE,
        i -> organization(i) + "\tg" + i % 10 + "\tu" + i + "\tUSER\t" + i + "\tn");
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  @Test
  void readsNoWholeTable() throws Exception {
    plans
        .estimate(DbOrganizationEntities.ANY_ROW, Map.of("organization", organization(1)))
        .readsNoTable();
    for (DbOrganizationEntities.Table table : DbOrganizationEntities.TABLES) {
      if (table.name().equals("directory_group") || table.name().equals("group_member")) {
        plans
            .estimate(table.drop(), Map.of("organization", organization(1), "limit", 1_000))
            .readsNoTable();
      }
    }
  }

  private static String organization(int i) {
    return i % 100 == 0 ? "m-small" : "m-large";
  }
}
