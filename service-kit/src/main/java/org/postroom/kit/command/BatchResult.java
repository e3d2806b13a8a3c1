package org.postroom.kit.command;

import java.util.List;

/**
 * A committed and published batch.
 *
 * @param decided the commands in order, each with its decision
 * @param behind the view that the next command must wait for; null when the batch went to its end
 */
record BatchResult(List<Decided> decided, Behind behind) {

  /** A command and what became of it. */
  record Decided(IncomingCommand command, Decision decision) {}
}
