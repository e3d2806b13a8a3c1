package org.postroom.kit.view;

/**
 * An organization of the directory, as another context knows it.
 *
 * @param id its id
 * @param account the account that owns it
 * @param alias its alias as it was given
 * @param state its state as users see it, such as {@code Active}
 */
public record KnownOrganization(String id, String account, String alias, String state) {
  /** The state in which everything but its own creation and removal happens. */
  public static final String ACTIVE = "Active";

  /** The state in which it is gone. */
  static final String DELETED = "Deleted";

  /** Whether it is Active. */
  public boolean isActive() {
    return ACTIVE.equals(state);
  }
}
