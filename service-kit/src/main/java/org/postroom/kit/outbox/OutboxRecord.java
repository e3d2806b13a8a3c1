package org.postroom.kit.outbox;

import java.util.Map;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * A record that is to be published after the transaction that writes it.
 *
 * @param topic where to
 * @param organizationId the record's key
 * @param commandId the id of the internal command it is; null for everything else. Such a row is
 *     finished only when the command has been decided, and is sent again until then
 */
public record OutboxRecord(
    String topic,
    String organizationId,
    String commandId,
    Map<String, byte[]> headers,
    byte[] value) {

  /** An event on its context's topic. */
  public static OutboxRecord event(BoundedContext context, EventEnvelope event) {
    return new OutboxRecord(
        context.eventTopic(), event.organizationId(), null, event.headers(), event.data());
  }

  /** An internal command to the context itself. */
  public static OutboxRecord command(BoundedContext context, CommandEnvelope command) {
    return new OutboxRecord(
        context.commandTopic(),
        command.organizationId(),
        command.commandId(),
        command.headers(),
        command.payload());
  }
}
