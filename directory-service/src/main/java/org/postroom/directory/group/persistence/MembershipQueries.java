package org.postroom.directory.group.persistence;

import org.postroom.directory.entity.model.KeyRange;
import org.postroom.directory.registration.persistence.LiveEntity;

/**
 * The queries of memberships. Each follows one index from where the page before ended and looks
 * groups and members up by primary key. LIMIT and OFFSET in the subqueries keep the planner from
 * joining whole tables, which no statistics could make right for both small and large groups.
 */
final class MembershipQueries {
  private static final String OF_KIND =
      "(select e.name, e.state, e.enabled_at, e.disabled_at from %1$s e"
          + " where m.member_type = '%3$s' and e.organization_id = m.organization_id"
          + " and e.%2$s = m.member_id and e.state <> 'DELETED' limit 1)";

  static final String MEMBERS =
      "select m.organization_id, m.group_id, m.member_id, m.member_type, m.creation_number,"
          + " d.name, d.state, d.enabled_at, d.disabled_at"
          + " from group_member m cross join lateral ("
          + OF_KIND.formatted("directory_user", "user_id", "USER")
          + " union all "
          + OF_KIND.formatted("directory_group", "group_id", "GROUP")
          + ") d where m.organization_id = :organization and m.group_id = :group"
          + " and m.creation_number > :after order by m.creation_number limit :limit";

  private static final String GROUPS =
      "select m.group_id, d.name, m.group_name_key, m.creation_number"
          + " from group_member m cross join lateral ("
          + "select g.name from directory_group g where g.organization_id = m.organization_id"
          + " and g.group_id = m.group_id and g.state <> 'DELETED' limit 1) d"
          + " where m.organization_id = :organization and m.member_id = :member";

  static final String GROUPS_BY_CREATION =
      GROUPS + " and m.creation_number > :after order by m.creation_number limit :limit";

  /** Whether a group is in another one, which the walk upwards meets. */
  static final String WITHIN =
      "select exists (with recursive container (id) as ("
          + "select cast(:group as text) collate \"C\""
          + " union select m.group_id from container c cross join lateral ("
          + "select p.group_id from group_member p"
          + " where p.organization_id = :organization and p.member_id = c.id and "
          + LiveEntity.groupCondition("p", "group_id")
          + " offset 0) m) select 1 from container where id = :other)";

  static final String AFTER =
      "select m.group_id, m.member_id, m.member_type from group_member m"
          + " where m.organization_id = :organization"
          + " and (m.group_id, m.member_id) > (:group, :member) and "
          + LiveEntity.groupCondition("m", "group_id")
          + " and "
          + LiveEntity.condition("m", "member_id", "member_type")
          + " order by m.group_id, m.member_id limit :limit";

  private MembershipQueries() {}

  /**
   * The groups of a member whose names are in a range.
   *
   * @param first whether the page is the first; others begin behind {@code :from}, {@code :id}
   */
  static String groupsByName(KeyRange range, boolean first) {
    return GROUPS
        + (first
            ? " and m.group_name_key >= :from"
            : " and (m.group_name_key, m.group_id) > (:from, :id)")
        + (range.to() == null ? "" : " and m.group_name_key < :to")
        + " order by m.group_name_key, m.group_id limit :limit";
  }
}
