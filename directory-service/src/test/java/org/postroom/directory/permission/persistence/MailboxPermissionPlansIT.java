package org.postroom.directory.permission.persistence;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/** A mailbox of 100,000 grantees is listed as quickly as one of a hundred. */
class MailboxPermissionPlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final int GRANTEES = Plans.LARGE;
  private static final int PAGE = 101;
  private static final int MOST_BUFFERS = 20 * PAGE;

  @Test
  void everyPageWalksAnIndex() throws Exception {
    try (Plans plans = Plans.open()) {
      plans.fill(
          "directory_user (organization_id, user_id, creation_number, name, name_key,"
              + " display_name, display_name_key, state, role, hidden)",
          GRANTEES,
          i -> "%s\tu%06d\t%d\tn%d\tn%d\t\t\tENABLED\tUSER\tf".formatted(ORGANIZATION, i, i, i, i));
      plans.fill(
          "mailbox_permission (organization_id, entity_id, entity_type, grantee_id, grantee_type,"
              + " permissions, creation_number)",
          GRANTEES,
          i -> "%s\tu000000\tUSER\tu%06d\tUSER\tSEND_AS\t%d".formatted(ORGANIZATION, i, i + 1));

      for (int after : new int[] {0, GRANTEES / 2}) {
        plans
            .explain(
                DbMailboxPermissions.PAGE,
                Map.of(
                    "organization",
                    ORGANIZATION,
                    "owner",
                    "u000000",
                    "after",
                    (long) after,
                    "limit",
                    PAGE))
            .walksAnIndex(2 * PAGE, MOST_BUFFERS);
        plans
            .explain(
                DbMailboxPermissions.AFTER,
                Map.of(
                    "organization",
                    ORGANIZATION,
                    "owner",
                    "u000000",
                    "grantee",
                    "u%06d".formatted(after),
                    "limit",
                    PAGE))
            .walksAnIndex(2 * PAGE, MOST_BUFFERS);
      }
    }
  }
}
