package org.postroom.directory.user.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.User;

/** Users as they are now, with what decides whether a caller may see them, found at one go. */
public interface UserGlances {
  /**
   * The user that an identifier means: by id if it is one, else by address or name. Empty when it
   * means none, or something else.
   */
  Uni<Optional<Glance>> of(String organizationId, String identifier);

  /**
   * What was seen.
   *
   * @param account whose organization it is
   */
  record Glance(String account, OrganizationState organization, User user) {
    /** Whether the organization is the account's and Active. */
    boolean isOpenTo(String caller) {
      return organization == OrganizationState.ACTIVE && account.equals(caller);
    }
  }
}
