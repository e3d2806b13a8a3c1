package org.postroom.directory.group.model;

import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.contract.directory.event.MemberDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.registration.model.DirectoryEntity;

/**
 * Whether a user or group is a direct member of a group. It outlives deregistration of either, and
 * ends with the deletion of either.
 */
public record Membership(Group group, DirectoryEntity<?> member) {

  /** Whether a group is put into a group, which must not close a cycle. */
  public boolean isNesting() {
    return member.type() == EntityType.GROUP;
  }

  /** Refuses what can get or become no member: only what is ENABLED can. */
  public Membership requireAssociable() {
    group.requireEnabled();
    member.requireEnabled();
    return this;
  }

  /** Refuses tombstones. */
  public Membership requireNotDeleted() {
    group.requireNotDeleted();
    member.requireNotDeleted();
    return this;
  }

  /**
   * AssociateMemberToGroup.
   *
   * @param present whether it is a member already
   * @param contained whether the group is the member or is in it, however deep
   */
  public Decision<Membership> associate(boolean present, boolean contained) {
    requireAssociable();
    if (contained) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "The group would become a member of itself.");
    }
    return present
        ? Decision.unchanged(this)
        : Decision.of(
            this,
            new MemberAssociated(group.id().value(), member.id().value(), member.type().name()));
  }

  /**
   * DisassociateMemberFromGroup.
   *
   * @param present whether it is a member
   */
  public Decision<Membership> disassociate(boolean present) {
    requireNotDeleted();
    return present
        ? Decision.of(this, new MemberDisassociated(group.id().value(), member.id().value()))
        : Decision.unchanged(this);
  }
}
