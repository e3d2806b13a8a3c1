package org.postroom.directory.user.persistence;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/** What it costs to describe users, one or many at a time, among 100,000. */
class UserPlansIT {
  private static final int ORGANIZATIONS = 1_000;
  private static final int MANY = 64;

  /** Organization, address, name and user, each with the inner pages of its index. */
  private static final int MOST_BUFFERS = 20;

  @Test
  void usersAreFoundByTheirKeysAlone() throws Exception {
    try (Plans plans = Plans.open()) {
      plans.fill(
          "organization (organization_id, account, alias, directory_id, requested_domains, state,"
              + " last_creation_number)",
          ORGANIZATIONS,
          i -> "m-" + i + "\t123456789012\ta" + i + "\td-" + i + "\t\tActive\t0");
      plans.fill(
          "directory_user (organization_id, user_id, creation_number, name, name_key,"
              + " display_name, display_name_key, state, role, hidden)",
          Plans.LARGE,
          i -> "m-0\tu%1$d\t%1$d\tn%1$d\tn%1$d\t\t\tENABLED\tUSER\tf".formatted(i));
      plans.fill(
          "entity_name (organization_id, name_key, entity_id, entity_type)",
          Plans.LARGE,
          i -> "m-0\tn%1$d\tu%1$d\tUSER".formatted(i));
      plans.fill(
          "entity_address (organization_id, address_key, address, domain_name, entity_id,"
              + " entity_type, is_primary, creation_number)",
          Plans.LARGE,
          i -> "m-0\ta%1$d\ta%1$d\td\tu%1$d\tUSER\tt\t%1$d".formatted(i));

      for (int count : new int[] {1, MANY}) {
        for (String[] asked :
            new String[][] {{"u", "", ""}, {"", "a", "a"}, {"", "", "n"}, {"", "", ""}}) {
          plans
              .explainNumbered(
                  DbUserGlances.FIND,
                  all(count, i -> "m-0"),
                  all(count, i -> key(asked[0], i)),
                  all(count, i -> key(asked[1], i)),
                  all(count, i -> key(asked[2], i)))
              .walksAnIndex(count, MOST_BUFFERS * count);
        }
      }
    }
  }

  private static String key(String prefix, int i) {
    return prefix.isEmpty() ? prefix : prefix + 100 * i;
  }

  private static Object all(int count, IntFunction<String> value) {
    return IntStream.range(0, count).mapToObj(value).toArray(String[]::new);
  }
}
