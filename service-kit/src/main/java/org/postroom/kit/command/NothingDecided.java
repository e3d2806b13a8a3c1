package org.postroom.kit.command;

import org.postroom.contract.operation.BoundedContext;

/** The first command of a batch must wait for a view, so there is nothing to commit. */
final class NothingDecided extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final BoundedContext behind;

  NothingDecided(BoundedContext behind) {
    super("the first command of a batch waits", null, false, false);
    this.behind = behind;
  }

  BoundedContext behind() {
    return behind;
  }
}
