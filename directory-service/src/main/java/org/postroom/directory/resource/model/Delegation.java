package org.postroom.directory.resource.model;

import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.DelegateDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.registration.model.DirectoryEntity;

/**
 * Whether a user or group decides for a resource. It outlives deregistration of either, and ends
 * with the deletion of either.
 */
public record Delegation(Resource resource, DirectoryEntity<?> delegate) {

  /** Refuses what can get or become no delegate: only what is ENABLED can. */
  public Delegation requireAssociable() {
    resource.requireEnabled();
    delegate.requireEnabled();
    return this;
  }

  /** Refuses tombstones. */
  public Delegation requireNotDeleted() {
    resource.requireNotDeleted();
    delegate.requireNotDeleted();
    return this;
  }

  /**
   * AssociateDelegateToResource.
   *
   * @param present whether it is a delegate already
   */
  public Decision<Delegation> associate(boolean present) {
    requireAssociable();
    return present
        ? Decision.unchanged(this)
        : Decision.of(
            this,
            new DelegateAssociated(
                resource.id().value(), delegate.id().value(), delegate.type().name()));
  }

  /**
   * DisassociateDelegateFromResource. A resource that does not accept requests by itself keeps its
   * last delegate.
   *
   * @param present whether it is a delegate
   * @param only whether there is no other
   */
  public Decision<Delegation> disassociate(boolean present, boolean only) {
    requireNotDeleted();
    if (!present) {
      return Decision.unchanged(this);
    }
    if (only && !resource.bookingOptions().autoAcceptRequests()) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE,
          "A resource that does not accept requests by itself needs a delegate.");
    }
    return Decision.of(
        this, new DelegateDisassociated(resource.id().value(), delegate.id().value()));
  }
}
