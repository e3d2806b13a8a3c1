package org.postroom.directory.user.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postroom.directory.entity.model.KeyRange;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.user.model.UserFilter;

/**
 * The query of one page of users. Each kind follows one index from where the page before ended, so
 * that its cost does not depend on how many users there are.
 *
 * @param sql a native query with named parameters
 * @param parameters their values
 * @param position from a row, what the page after it must be told
 */
record UserListingQuery(
    String sql, Map<String, Object> parameters, Function<ListedUserRow, List<String>> position) {

  /**
   * The query of a page.
   *
   * @param after the position of the last row of the page before; empty for the first page
   * @param limit how many rows to read
   */
  static UserListingQuery of(
      OrganizationId organization, UserFilter filter, List<String> after, int limit) {
    return of(organization, filter, after).with("limit", limit);
  }

  private static UserListingQuery of(
      OrganizationId organization, UserFilter filter, List<String> after) {
    return switch (filter.by()) {
      case NOTHING -> byCreation(organization, after, unfiltered());
      case STATE ->
          byCreation(organization, after, inState(":state")).with("state", filter.value());
      case NAME -> byKey(organization, after, filter, "name_key", row -> row.nameKey);
      case DISPLAY_NAME ->
          byKey(organization, after, filter, "display_name_key", row -> row.displayNameKey);
      case PRIMARY_EMAIL -> byKey(organization, after, filter, "email_key", row -> row.emailKey);
    };
  }

  /** Two ranges of one index, each cut off at the page's size before they are merged. */
  private static String unfiltered() {
    return "("
        + inState("'DISABLED'")
        + ") union all ("
        + inState("'ENABLED'")
        + ") order by creation_number limit :limit";
  }

  private static String inState(String state) {
    return "select "
        + ListedUserRow.COLUMNS
        + " from directory_user where organization_id = :organization and state = "
        + state
        + " and creation_number > :after order by creation_number limit :limit";
  }

  private static UserListingQuery byCreation(
      OrganizationId organization, List<String> after, String sql) {
    return new UserListingQuery(sql, Map.of(), row -> List.of(Long.toString(row.creationNumber)))
        .with("organization", organization.value())
        .with("after", after.isEmpty() ? 0L : Long.parseLong(after.get(0)));
  }

  private static UserListingQuery byKey(
      OrganizationId organization,
      List<String> after,
      UserFilter filter,
      String column,
      Function<ListedUserRow, String> key) {
    KeyRange range = KeyRange.ofPrefix(filter.value());
    // One lower bound only: PostgreSQL would begin its scan at either of two.
    String lowerBound =
        after.isEmpty() ? column + " >= :from" : "(" + column + ", user_id) > (:from, :id)";
    String sql =
        "select "
            + ListedUserRow.COLUMNS
            + " from directory_user where organization_id = :organization and state <> 'DELETED'"
            + (" and " + lowerBound)
            + (range.to() == null ? "" : " and " + column + " < :to")
            + (" order by " + column + ", user_id limit :limit");
    UserListingQuery query =
        new UserListingQuery(sql, Map.of(), row -> List.of(key.apply(row), row.key.userId()))
            .with("organization", organization.value())
            .with("from", after.isEmpty() ? range.from() : after.get(0));
    if (range.to() != null) {
      query = query.with("to", range.to());
    }
    return after.isEmpty() ? query : query.with("id", after.get(1));
  }

  private UserListingQuery with(String parameter, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value);
    return new UserListingQuery(sql, more, position);
  }
}
