package org.postroom.kit.view;

import org.postroom.contract.operation.BoundedContext;

/** The service that owns a view's source did not say how far it is. */
public final class OwnerAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OwnerAway(BoundedContext owner, String cause) {
    super("the " + owner.wireName() + " service does not answer: " + cause, null, false, false);
  }
}
