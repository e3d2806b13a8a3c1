package org.postroom.kit.command;

import java.util.List;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.lane.LaneRehearsal;

/**
 * Commands that a service walks through some times before it reports ready, so that the first
 * callers do not wait until their code is loaded. They are decided as any others, one after the
 * other in one transaction, which is rolled back: nothing of them stays, nothing is published. One
 * that is refused is passed over; one that fails is logged and ends the rehearsal, not the service.
 */
@FunctionalInterface
public interface RehearsedCommands {
  /**
   * The commands of one round, about an organization that does not exist.
   *
   * @param round part of the commands' ids and of every name that is to be unique
   */
  List<CommandEnvelope> of(String organizationId, String round);

  /** A call of an operation. */
  static <Q> CommandEnvelope call(
      Operation<Q, ?> operation, String organizationId, String round, Q request) {
    String id = "rehearsal/" + round + '/' + operation.name();
    return new CommandEnvelope(
        organizationId,
        operation.name(),
        id,
        id,
        null,
        null,
        new Caller(LaneRehearsal.ACCOUNT, "rehearsal", null, null, null),
        null,
        null,
        null,
        Json.write(request));
  }

  /** An internal command. */
  static CommandEnvelope internal(InternalCommand<?> command) {
    return InternalCommands.envelope(command, LaneRehearsal.ACCOUNT, null);
  }
}
