package org.postroom.kit.command;

import org.postroom.kit.lane.WithoutTrace;

/** The first command of a batch must wait for a view, so there is nothing to commit. */
final class NothingDecided extends WithoutTrace {
  private static final long serialVersionUID = 1L;

  private final transient Behind behind;

  NothingDecided(Behind behind) {
    super("the first command of a batch waits");
    this.behind = behind;
  }

  Behind behind() {
    return behind;
  }
}
