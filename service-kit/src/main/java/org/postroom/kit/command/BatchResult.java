package org.postroom.kit.command;

import java.util.List;
import org.postroom.contract.operation.BoundedContext;

/**
 * A committed and published batch.
 *
 * @param decided the commands in order, each with its decision
 * @param behind the view that the next command must wait for; null when the batch went to its end
 */
record BatchResult(List<Decided> decided, BoundedContext behind) {

  /** A command and what became of it. */
  record Decided(IncomingCommand command, Decision decision) {}
}
