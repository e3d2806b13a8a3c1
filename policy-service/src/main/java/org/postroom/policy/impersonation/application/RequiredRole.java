package org.postroom.policy.impersonation.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.policy.impersonation.model.Role;

/** Finds the role that a request names. */
@Singleton
class RequiredRole {
  private final Roles roles;

  RequiredRole(Roles roles) {
    this.roles = roles;
  }

  /** The role, else ResourceNotFound. */
  Uni<Role> named(Mutiny.Session session, String organizationId, String roleId) {
    return roles
        .find(session, organizationId, roleId)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new OperationRejected(
                            ErrorCode.RESOURCE_NOT_FOUND,
                            "Impersonation role " + roleId + " does not exist.")));
  }
}
