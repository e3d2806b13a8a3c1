package org.postroom.directory.group.persistence;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.directory.entity.model.KeyRange;
import org.postroom.directory.registration.persistence.Plans;

/**
 * What pages of members and groups, the search for cycles and the removal of links cost where one
 * group has 100,000 members, one user is in 20,000 groups, and most groups are small.
 */
class LinkPlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final int USERS = Plans.LARGE;
  private static final int GROUPS = 20_000;

  /** A group inside 100 groups, each inside the next. */
  private static final int DEEP = 100;

  /** A group inside this many groups, each inside the next: the deepest nesting that is tried. */
  private static final int DEEPEST = 10_000;

  private static final int PAGE = 101;

  /** For each row a descent into the index of its group or member, too. */
  private static final int MOST_BUFFERS = 12 * PAGE;

  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    String common = " (organization_id, creation_number, name, name_key, state, hidden, ";
    plans.fill(
        "directory_user" + common + "user_id, display_name, display_name_key, role)",
        USERS,
        i -> entity(i, "user", user(i)) + "\tSame\tsame\tUSER");
    plans.fill("directory_group" + common + "group_id)", GROUPS, i -> entity(i, "g", group(i)));
    String members =
        "group_member (organization_id, group_id, member_id, member_type, creation_number,"
            + " group_name_key)";
    plans.fill(members, USERS, i -> member(0, user(i), "USER", i));
    plans.fill(members, GROUPS - 1, i -> member(i + 1, user(0), "USER", USERS + i));
    plans.fill(members, 60_000, i -> member(1 + i % 10_000, user(1 + i), "USER", 200_000 + i));
    plans.fill(members, DEEP, i -> member(i + 2, group(i + 1), "GROUP", 300_000 + i));
    plans.fill(
        members,
        DEEPEST - 1,
        i -> member(DEEPEST + i + 1, group(DEEPEST + i), "GROUP", 400_000 + i));
    plans.fill(
        "resource_delegate (organization_id, resource_id, delegate_id, delegate_type,"
            + " creation_number)",
        USERS,
        i ->
            String.join(
                "\t", ORGANIZATION, "r-" + i % 1_000, user(i), "USER", Integer.toString(i)));
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  @Test
  void aPageOfALargeGroupWalksItsIndex() throws Exception {
    for (long after : new long[] {0, 50_000}) {
      plans
          .explain(
              MembershipQueries.MEMBERS, values("group", group(0), "after", after, "limit", PAGE))
          .walksAnIndex(2 * PAGE, MOST_BUFFERS);
    }
  }

  @Test
  void aPageOfTheGroupsOfAUserWalksAnIndex() throws Exception {
    for (long after : new long[] {0, USERS + 10_000}) {
      plans
          .explain(
              MembershipQueries.GROUPS_BY_CREATION,
              values("member", user(0), "after", after, "limit", PAGE))
          .walksAnIndex(2 * PAGE, MOST_BUFFERS);
    }
    KeyRange range = KeyRange.ofPrefix("g");
    plans
        .explain(
            MembershipQueries.groupsByName(range, true),
            values("member", user(0), "from", range.from(), "to", range.to(), "limit", PAGE))
        .walksAnIndex(2 * PAGE, MOST_BUFFERS);
    plans
        .explain(
            MembershipQueries.groupsByName(range, false),
            values(
                "member",
                user(0),
                "from",
                "g010000",
                "id",
                group(10_000),
                "to",
                range.to(),
                "limit",
                PAGE))
        .walksAnIndex(2 * PAGE, MOST_BUFFERS);
  }

  @Test
  void theSearchForACycleMeetsContainersOnly() throws Exception {
    plans
        .explain(MembershipQueries.WITHIN, values("group", group(1), "other", group(0)))
        .walksAnIndex(2 * DEEP, 12 * DEEP);
  }

  /** Whatever the depth, it costs one look-up for each container. */
  @Test
  void theSearchForACycleCostsWhatItMeets() throws Exception {
    plans
        .explain(MembershipQueries.WITHIN, values("group", group(DEEPEST), "other", group(0)))
        .walksAnIndex(DEEPEST, 12 * DEEPEST);
  }

  @Test
  void aSnapshotFollowsThePrimaryKey() throws Exception {
    plans
        .explain(
            MembershipQueries.AFTER,
            values("group", group(0), "member", user(50_000), "limit", PAGE))
        .walksAnIndex(2 * PAGE, MOST_BUFFERS);
  }

  private static Map<String, Object> values(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    values.put("organization", ORGANIZATION);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return values;
  }

  private static String entity(int i, String prefix, String id) {
    String name = prefix + "%06d".formatted(i);
    return String.join(
        "\t", ORGANIZATION, Integer.toString(i + 1), name, name, "DISABLED", "f", id);
  }

  private static String member(int group, String member, String type, int number) {
    return String.join(
        "\t",
        ORGANIZATION,
        group(group),
        member,
        type,
        Integer.toString(number + 1),
        "g%06d".formatted(group));
  }

  private static String user(int i) {
    return "%08d-0000-4000-8000-000000000000".formatted(i);
  }

  private static String group(int i) {
    return "%08d-0000-4000-9000-000000000000".formatted(i);
  }
}
