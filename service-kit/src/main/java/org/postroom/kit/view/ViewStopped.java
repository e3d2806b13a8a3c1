package org.postroom.kit.view;

/** A view partition met an event it cannot read. It waits there, for the event must not be lost. */
final class ViewStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ViewStopped(String lane, long offset, Throwable cause) {
    super("the view stops at " + lane + " offset " + offset + ": " + cause.getMessage(), cause);
  }
}
