package org.postroom.directory.registration.persistence;

/** How queries leave out what is DELETED, whose links to other entities are removed in chunks. */
public final class LiveEntity {
  private LiveEntity() {}

  /**
   * The condition that the user, group or resource a row names is not DELETED. As subqueries of one
   * value they are always look-ups by primary key, whatever the planner thinks of the rest.
   *
   * @param row the alias of the row
   * @param id its column with the id
   * @param type its column with the entity's type
   */
  public static String condition(String row, String id, String type) {
    return "case "
        + (row + "." + type)
        + " when 'USER' then (select u.state from directory_user u where u.organization_id = "
        + (row + ".organization_id and u.user_id = " + row + "." + id + ")")
        + " when 'RESOURCE' then (select r.state from directory_resource r"
        + " where r.organization_id = "
        + (row + ".organization_id and r.resource_id = " + row + "." + id + ")")
        + " else "
        + groupState(row, id)
        + " end <> 'DELETED'";
  }

  /** The condition that the group a row names is not DELETED. */
  public static String groupCondition(String row, String id) {
    return groupState(row, id) + " <> 'DELETED'";
  }

  private static String groupState(String row, String id) {
    return "(select g.state from directory_group g where g.organization_id = "
        + (row + ".organization_id and g.group_id = " + row + "." + id + ")");
  }
}
