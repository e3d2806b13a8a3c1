package org.postroom.directory.user.model;

import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.directory.ListUsersFilters;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;

/**
 * What ListUsers is narrowed to.
 *
 * @param by what is compared
 * @param value a folded prefix, or a state's name
 */
public record UserFilter(By by, String value) {

  /** What a listing of users can be narrowed by. */
  public enum By {
    /** Everything that is not DELETED. */
    NOTHING,
    STATE,
    NAME,
    DISPLAY_NAME,
    PRIMARY_EMAIL
  }

  private static final UserFilter NONE = new UserFilter(By.NOTHING, "");

  /** The one filter that is set; two are refused. */
  public static UserFilter of(ListUsersFilters filters) {
    if (filters == null) {
      return NONE;
    }
    List<UserFilter> given = new ArrayList<>();
    addPrefix(given, By.NAME, filters.usernamePrefix(), "UsernamePrefix");
    addPrefix(given, By.DISPLAY_NAME, filters.displayNamePrefix(), "DisplayNamePrefix");
    addPrefix(given, By.PRIMARY_EMAIL, filters.primaryEmailPrefix(), "PrimaryEmailPrefix");
    if (filters.state() != null) {
      given.add(new UserFilter(By.STATE, filters.state()));
    }
    if (given.size() > 1) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "Only one filter can be used in a request.");
    }
    return given.isEmpty() ? NONE : given.get(0);
  }

  /** This filter as one text; equal texts are equal filters. */
  public String canonical() {
    return by == By.NOTHING ? "" : by.name() + ":" + value;
  }

  private static void addPrefix(List<UserFilter> given, By by, String prefix, String member) {
    if (prefix != null) {
      given.add(new UserFilter(by, CaseFolding.storableKey(prefix, member)));
    }
  }
}
