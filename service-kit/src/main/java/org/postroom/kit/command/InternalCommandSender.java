package org.postroom.kit.command;

import java.util.Collection;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.outbox.Publisher;

/**
 * Sends internal commands whose loss is harmless because their cause will be found again: timers.
 * Anything else goes through the outbox.
 */
public final class InternalCommandSender {
  private final BoundedContext context;
  private final Publisher publisher;
  private final int partitions;

  public InternalCommandSender(BoundedContext context, Publisher publisher, int partitions) {
    this.context = context;
    this.publisher = publisher;
    this.partitions = partitions;
  }

  /** Sends them and does not wait. When the broker is away it blocks for a second and gives up. */
  public void send(Collection<? extends InternalCommand<?>> commands) {
    for (InternalCommand<?> command : commands) {
      CommandEnvelope envelope = InternalCommands.envelope(command, command.account(), null);
      boolean sent =
          publisher.sendAndForget(
              context.commandTopic(),
              Publisher.partitionOf(command.organizationId(), partitions),
              command.organizationId(),
              envelope.headers(),
              envelope.payload());
      if (!sent) {
        return;
      }
    }
  }
}
