package org.postroom.directory.entity.model;

import java.util.Objects;
import java.util.stream.Stream;
import org.postroom.contract.directory.ListGroupsFilters;
import org.postroom.contract.directory.ListResourcesFilters;
import org.postroom.contract.directory.ListUsersFilters;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * What ListUsers, ListGroups or ListResources is narrowed to.
 *
 * @param by what is compared
 * @param value a folded prefix, or a state's name
 */
public record EntityFilter(By by, String value) {

  /** What a listing can be narrowed by. */
  public enum By {
    /** Everything that is not DELETED. */
    NOTHING,
    STATE,
    NAME,
    DISPLAY_NAME,
    PRIMARY_EMAIL
  }

  private static final EntityFilter NONE = new EntityFilter(By.NOTHING, "");

  /** The one filter of users that is set; two are refused. */
  public static EntityFilter of(ListUsersFilters filters) {
    return filters == null
        ? NONE
        : only(
            prefix(By.NAME, filters.usernamePrefix(), "UsernamePrefix"),
            prefix(By.DISPLAY_NAME, filters.displayNamePrefix(), "DisplayNamePrefix"),
            prefix(By.PRIMARY_EMAIL, filters.primaryEmailPrefix(), "PrimaryEmailPrefix"),
            state(filters.state()));
  }

  /** The one filter of groups that is set; two are refused. */
  public static EntityFilter of(ListGroupsFilters filters) {
    return filters == null
        ? NONE
        : of(filters.namePrefix(), filters.primaryEmailPrefix(), filters.state());
  }

  /** The one filter of resources that is set; two are refused. */
  public static EntityFilter of(ListResourcesFilters filters) {
    return filters == null
        ? NONE
        : of(filters.namePrefix(), filters.primaryEmailPrefix(), filters.state());
  }

  /** This filter as one text; equal texts are equal filters. */
  public String canonical() {
    return by == By.NOTHING ? "" : by.name() + ":" + value;
  }

  private static EntityFilter of(String namePrefix, String emailPrefix, String state) {
    return only(
        prefix(By.NAME, namePrefix, "NamePrefix"),
        prefix(By.PRIMARY_EMAIL, emailPrefix, "PrimaryEmailPrefix"),
        state(state));
  }

  private static EntityFilter only(EntityFilter... filters) {
    return Stream.of(filters)
        .filter(Objects::nonNull)
        .reduce(
            (one, other) -> {
              throw new OperationRejected(
                  ErrorCode.INVALID_PARAMETER, "Only one filter can be used in a request.");
            })
        .orElse(NONE);
  }

  private static EntityFilter prefix(By by, String prefix, String member) {
    return prefix == null ? null : new EntityFilter(by, CaseFolding.storableKey(prefix, member));
  }

  private static EntityFilter state(String state) {
    return state == null ? null : new EntityFilter(By.STATE, state);
  }
}
