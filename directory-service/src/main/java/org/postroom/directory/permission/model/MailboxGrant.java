package org.postroom.directory.permission.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.PermissionType;
import org.postroom.contract.directory.event.MailboxPermissionsChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.NamedEntity;

/**
 * What one grantee may do with one mailbox.
 *
 * @param owner whose mailbox it is
 * @param permissions empty when nothing is granted
 */
public record MailboxGrant(
    NamedEntity owner, NamedEntity grantee, Set<PermissionType> permissions) {

  public MailboxGrant {
    permissions = Set.copyOf(permissions);
  }

  /** Nothing is granted. */
  public static MailboxGrant none(NamedEntity owner, NamedEntity grantee) {
    return new MailboxGrant(owner, grantee, Set.of());
  }

  /** PutMailboxPermissions: this and nothing else from now on. */
  public Decision<MailboxGrant> replacedBy(Collection<PermissionType> values) {
    if (owner.id().equals(grantee.id())) {
      throw invalid("An entity needs no permission on its own mailbox.");
    }
    if (owner.type() == EntityType.GROUP && values.contains(PermissionType.FULL_ACCESS)) {
      throw invalid("A group has no mailbox that could be accessed.");
    }
    return become(Set.copyOf(values));
  }

  /** DeleteMailboxPermissions: nothing from now on. */
  public Decision<MailboxGrant> revoked() {
    return become(Set.of());
  }

  /** In the order in which the permissions are declared. */
  public Set<PermissionType> inOrder() {
    return permissions.isEmpty() ? Set.of() : EnumSet.copyOf(permissions);
  }

  /** What tells that it is so. */
  public MailboxPermissionsChanged event() {
    return new MailboxPermissionsChanged(
        owner.id().value(),
        grantee.id().value(),
        grantee.type().name(),
        inOrder().stream().map(PermissionType::name).toList());
  }

  private Decision<MailboxGrant> become(Set<PermissionType> values) {
    if (values.equals(permissions)) {
      return Decision.unchanged(this);
    }
    MailboxGrant after = new MailboxGrant(owner, grantee, values);
    return Decision.of(after, after.event());
  }

  private static OperationRejected invalid(String message) {
    return new OperationRejected(ErrorCode.INVALID_PARAMETER, message);
  }
}
