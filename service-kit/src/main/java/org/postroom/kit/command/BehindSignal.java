package org.postroom.kit.command;

import org.postroom.contract.operation.BoundedContext;

/** A command must wait for a view before it can be decided; only the kit handles this. */
final class BehindSignal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final BoundedContext owner;

  BehindSignal(BoundedContext owner) {
    super("the view of " + owner + " may be behind", null, false, false);
    this.owner = owner;
  }

  BoundedContext owner() {
    return owner;
  }
}
