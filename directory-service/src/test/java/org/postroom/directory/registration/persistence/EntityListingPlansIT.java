package org.postroom.directory.registration.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.contract.directory.ListUsersFilters;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;

/**
 * What each page of users, groups and resources costs among 100,000: it follows one index and reads
 * about as many rows as the page has, also in the middle of many equal values.
 */
class EntityListingPlansIT {
  private static final OrganizationId ORGANIZATION = OrganizationId.of("m-" + "0a".repeat(16));
  private static final int ENTITIES = Plans.LARGE;
  private static final int PAGE = 101;

  /** Each row may be on a page of its own; the descent into an index takes a few more. */
  private static final int MOST_BUFFERS = 4 * PAGE;

  private static final ListedTable USERS =
      new ListedTable("directory_user", "user_id", ", display_name, display_name_key, role");
  private static final ListedTable GROUPS = new ListedTable("directory_group", "group_id", "");
  private static final ListedTable RESOURCES =
      new ListedTable("directory_resource", "resource_id", ", resource_type, description");
  private static final String COMMON =
      " (organization_id, creation_number, name, name_key, email, email_key, state, hidden, ";

  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    plans.fill(
        "directory_user" + COMMON + "user_id, display_name, display_name_key, role)",
        ENTITIES,
        i -> row(i) + "\tSame name\tsame name\tUSER");
    plans.fill("directory_group" + COMMON + "group_id)", ENTITIES, EntityListingPlansIT::row);
    plans.fill(
        "directory_resource"
            + COMMON
            + "resource_id, resource_type, auto_accept, auto_decline_recurring,"
            + " auto_decline_conflicting)",
        ENTITIES,
        i -> row(i) + "\tROOM\tt\tf\tt");
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  static Stream<Arguments> pages() {
    List<Arguments> pages = new ArrayList<>();
    for (ListedTable table : List.of(USERS, GROUPS, RESOURCES)) {
      for (EntityFilter filter :
          List.of(
              EntityFilter.of((ListUsersFilters) null),
              new EntityFilter(EntityFilter.By.STATE, "ENABLED"),
              new EntityFilter(EntityFilter.By.STATE, "DELETED"))) {
        pages.add(Arguments.of(table, filter, List.of()));
        pages.add(Arguments.of(table, filter, List.of("50000")));
      }
      for (EntityFilter filter :
          List.of(
              new EntityFilter(EntityFilter.By.NAME, "user"),
              new EntityFilter(EntityFilter.By.NAME, ""),
              new EntityFilter(EntityFilter.By.PRIMARY_EMAIL, "user"))) {
        pages.add(Arguments.of(table, filter, List.of()));
        pages.add(Arguments.of(table, filter, List.of("user050000", id(50_000))));
      }
    }
    EntityFilter everybodyIsCalledThat = new EntityFilter(EntityFilter.By.DISPLAY_NAME, "same");
    pages.add(Arguments.of(USERS, everybodyIsCalledThat, List.of()));
    pages.add(Arguments.of(USERS, everybodyIsCalledThat, List.of("same name", id(50_000))));
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void readsAPageOfRowsFromAnIndex(ListedTable table, EntityFilter filter, List<String> after)
      throws Exception {
    EntityListingQuery query = EntityListingQuery.of(table, ORGANIZATION, filter, after, PAGE);

    plans.explain(query.sql(), query.parameters()).walksAnIndex(2 * PAGE, MOST_BUFFERS);
  }

  private static String row(int i) {
    String state = i % 10 == 0 ? "DELETED" : i % 3 == 0 ? "ENABLED" : "DISABLED";
    String name = "user%06d".formatted(i);
    String email = state.equals("ENABLED") ? name + "@example.com" : "\\N";
    return String.join(
        "\t",
        ORGANIZATION.value(),
        Integer.toString(i + 1),
        name,
        name,
        email,
        email,
        state,
        "f",
        id(i));
  }

  private static String id(int i) {
    return "%08d-0000-4000-8000-000000000000".formatted(i);
  }
}
