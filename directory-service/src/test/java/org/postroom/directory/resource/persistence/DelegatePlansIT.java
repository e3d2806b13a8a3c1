package org.postroom.directory.resource.persistence;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/** What a page of delegates costs where one resource has 50,000 of 100,000. */
class DelegatePlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final int PAGE = 101;

  @Test
  void readsAPageOfRowsFromAnIndex() throws Exception {
    try (Plans plans = Plans.open()) {
      plans.fill(
          "directory_user (organization_id, user_id, creation_number, name, name_key,"
              + " display_name, display_name_key, state, role, hidden)",
          Plans.LARGE,
          i -> ORGANIZATION + "\tu" + i + "\t" + i + "\tn\tn" + i + "\td\td\tENABLED\tUSER\tf");
      plans.fill(
          "resource_delegate (organization_id, resource_id, delegate_id, delegate_type,"
              + " creation_number)",
          Plans.LARGE,
          i -> ORGANIZATION + "\tr" + (i % 2 == 0 ? 0 : i % 1_000) + "\tu" + i + "\tUSER\t" + i);

      for (long after : new long[] {0, 50_000}) {
        plans
            .explain(
                DbDelegations.PAGE,
                Map.of(
                    "organization", ORGANIZATION, "resource", "r0", "after", after, "limit", PAGE))
            .walksAnIndex(2 * PAGE, 12 * PAGE);
      }
    }
  }
}
