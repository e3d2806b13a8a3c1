package org.postroom.directory.organization.persistence;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/** A chunk of an organization's removal reads its own rows only, also beside a large one. */
class OrganizationRemovalPlansIT {
  /** How many rows the other tables have. */
  private static final int OTHERS = 10_000;

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
    String common = " (organization_id, creation_number, name, name_key, state, hidden, ";
    plans.fill(
        "directory_user" + common + "user_id, display_name, display_name_key, role)",
        Plans.LARGE,
        i -> entity(i, "u", isSmall(i) ? "DISABLED" : "ENABLED") + "\t\t\tUSER");
    plans.fill(
        "directory_resource"
            + common
            + "resource_id, resource_type, auto_accept, auto_decline_recurring,"
            + " auto_decline_conflicting)",
        OTHERS,
        i -> entity(i, "r", "DISABLED") + "\tROOM\tt\tf\tt");
    plans.fill(
        "user_credential (organization_id, user_id, password_hash, changed_at)",
        OTHERS,
        i -> organization(i) + "\tu" + i + "\t$argon2id$\t2026-11-22");
    plans.fill(
        "mailbox (organization_id, entity_id, quota_megabytes, command_partition)",
        OTHERS,
        i -> organization(i) + "\tu" + i + "\t51200\t0");
    plans.fill(
        "mailbox_permission (organization_id, entity_id, entity_type, grantee_id, grantee_type,"
            + " permissions, creation_number)",
        OTHERS,
        i -> organization(i) + "\tu" + i + "\tUSER\tu0\tUSER\tSEND_AS\t" + i);
    plans.fill(
        "entity_address (organization_id, address_key, address, domain_name, entity_id,"
            + " entity_type, is_primary, creation_number)",
        OTHERS,
        i -> organization(i) + "\ta" + i + "@x.yz\ta\tx.yz\tu" + i + "\tUSER\tt\t" + i);
    plans.fill(
        "entity_name (organization_id, name_key, entity_id, entity_type)",
        OTHERS,
        i -> organization(i) + "\tn" + i + "\tu" + i + "\tUSER");
    plans.fill(
        "entity_tombstone (organization_id, entity_id, entity_type, command_partition, purge_at)",
        OTHERS,
        i -> organization(i) + "\tu" + i + "\tUSER\t0\t2026-11-22");
    plans.fill(
        "closed_mail_domain (organization_id, registration_id, domain_name)",
        OTHERS,
        i -> organization(i) + "\tr" + i + "\td" + i);
    plans.fill(
        "resource_delegate (organization_id, resource_id, delegate_id, delegate_type,"
            + " creation_number)",
        OTHERS,
        i -> organization(i) + "\tr" + i + "\tu" + i + "\tUSER\t" + i);
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
      plans
          .estimate(table.drop(), Map.of("organization", organization(1), "limit", 1_000))
          .readsNoTable();
    }
  }

  /** One organization has a user that is ENABLED, the other has none. */
  @Test
  void anEnabledUserIsFoundByAnIndex() throws Exception {
    for (int i : new int[] {0, 1}) {
      plans
          .explain(DbOrganizationEntities.ANY_ENABLED_USER, Map.of("organization", organization(i)))
          .walksAnIndex(1, 10);
    }
  }

  private static String organization(int i) {
    return isSmall(i) ? "m-small" : "m-large";
  }

  private static boolean isSmall(int i) {
    return i % 100 == 0;
  }

  private static String entity(int i, String prefix, String state) {
    return String.join(
        "\t", organization(i), Integer.toString(i), "n", "n" + i, state, "f", prefix + i);
  }
}
