package org.postroom.policy.impersonation.application;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.policy.impersonation.model.Role;

/** The impersonation roles of all organizations. Reads join the given session. */
public interface Roles {
  /** The role; empty when the organization has none with this id. */
  Uni<Optional<Role>> find(Mutiny.Session session, String organizationId, String roleId);

  /** As {@link #find}, of what is committed at this moment. */
  Uni<Optional<Role>> current(String organizationId, String roleId);

  /** Which of these roles exist. */
  Uni<Set<String>> existing(
      Mutiny.Session session, String organizationId, Collection<String> roleIds);

  /** How many roles the organization has. */
  Uni<Long> count(Mutiny.Session session, String organizationId);

  /** The organization's roles in the order of their creation, after a number. */
  Uni<List<NumberedRole>> after(
      Mutiny.Session session, String organizationId, long number, int limit);

  /** Adds a role, which becomes the last in listings. */
  Change add(String organizationId, Role role);

  /** Replaces a role that exists. */
  Change replace(String organizationId, Role role);

  /** Removes a role. */
  Change remove(String organizationId, String roleId);
}
