package org.postroom.directory.registration.persistence;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.KeyRange;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/**
 * The query of one page of users, groups or resources. Each kind follows one index from where the
 * page before ended, so that its cost does not depend on how many entities there are.
 *
 * @param sql a native query with named parameters
 * @param parameters their values
 * @param position from a row, what the page after it must be told
 */
public record EntityListingQuery(
    String sql, Map<String, Object> parameters, Function<ListedEntityRow, List<String>> position) {

  /**
   * The query of a page.
   *
   * @param after the position of the last row of the page before; empty for the first page
   * @param limit how many rows to read
   */
  public static EntityListingQuery of(
      ListedTable table,
      OrganizationId organization,
      EntityFilter filter,
      List<String> after,
      int limit) {
    return of(table, organization, filter, after).with("limit", limit);
  }

  /** The page of a listing. */
  public static <R extends ListedEntityRow> Uni<Page<R>> page(
      Mutiny.Session session,
      ListedTable table,
      Class<R> rowType,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request) {
    EntityListingQuery listing =
        of(table, organization, filter, request.after(), request.fetchLimit());
    Mutiny.SelectionQuery<R> query = session.createNativeQuery(listing.sql, rowType);
    listing.parameters.forEach(query::setParameter);
    return query.getResultList().map(rows -> request.page(rows, listing.position));
  }

  private static EntityListingQuery of(
      ListedTable table, OrganizationId organization, EntityFilter filter, List<String> after) {
    return switch (filter.by()) {
      case NOTHING -> byCreation(organization, after, unfiltered(table));
      case STATE ->
          byCreation(organization, after, inState(table, ":state")).with("state", filter.value());
      case NAME -> byKey(table, organization, after, filter, "name_key", row -> row.nameKey);
      case DISPLAY_NAME ->
          byKey(
              table,
              organization,
              after,
              filter,
              "display_name_key",
              ListedEntityRow::displayNameKey);
      case PRIMARY_EMAIL ->
          byKey(table, organization, after, filter, "email_key", row -> row.emailKey);
    };
  }

  /** Two ranges of one index, each cut off at the page's size before they are merged. */
  private static String unfiltered(ListedTable table) {
    return "("
        + inState(table, "'DISABLED'")
        + ") union all ("
        + inState(table, "'ENABLED'")
        + ") order by creation_number limit :limit";
  }

  private static String inState(ListedTable table, String state) {
    return "select "
        + table.columns()
        + " from "
        + table.name()
        + " where organization_id = :organization and state = "
        + state
        + " and creation_number > :after order by creation_number limit :limit";
  }

  private static EntityListingQuery byCreation(
      OrganizationId organization, List<String> after, String sql) {
    return new EntityListingQuery(sql, Map.of(), row -> List.of(Long.toString(row.creationNumber)))
        .with("organization", organization.value())
        .with("after", after.isEmpty() ? 0L : Long.parseLong(after.get(0)));
  }

  private static EntityListingQuery byKey(
      ListedTable table,
      OrganizationId organization,
      List<String> after,
      EntityFilter filter,
      String column,
      Function<ListedEntityRow, String> key) {
    KeyRange range = KeyRange.ofPrefix(filter.value());
    // One lower bound only: PostgreSQL would begin its scan at either of two.
    String lowerBound =
        after.isEmpty()
            ? column + " >= :from"
            : "(" + column + ", " + table.id() + ") > (:from, :id)";
    String sql =
        "select "
            + table.columns()
            + (" from " + table.name())
            + " where organization_id = :organization and state <> 'DELETED'"
            + (" and " + lowerBound)
            + (range.to() == null ? "" : " and " + column + " < :to")
            + (" order by " + column + ", " + table.id() + " limit :limit");
    EntityListingQuery query =
        new EntityListingQuery(sql, Map.of(), row -> List.of(key.apply(row), row.id()))
            .with("organization", organization.value())
            .with("from", after.isEmpty() ? range.from() : after.get(0));
    if (range.to() != null) {
      query = query.with("to", range.to());
    }
    return after.isEmpty() ? query : query.with("id", after.get(1));
  }

  private EntityListingQuery with(String parameter, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value);
    return new EntityListingQuery(sql, more, position);
  }
}
