package org.postroom.kit.command;

/** A handler, or a change it asked for, failed in a way that is no refusal. */
final class HandlerFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HandlerFailed(String operation, Throwable cause) {
    super(operation + " failed", cause, false, false);
  }
}
