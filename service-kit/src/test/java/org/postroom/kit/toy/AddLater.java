package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** The toy context's internal command: adds to the counter. */
public record AddLater(long by) {
  public static final InternalCommandType<AddLater> TYPE =
      InternalCommandType.of("AddLater", AddLater.class);

  /** Decides it. */
  @Singleton
  public static class Handler implements InternalCommandHandler<AddLater> {
    @Override
    public InternalCommandType<AddLater> type() {
      return TYPE;
    }

    @Override
    public Uni<Outcome<Void>> handle(AddLater data, CommandContext context) {
      return context
          .session()
          .find(CounterRow.class, context.organizationId())
          .map(
              row -> {
                long amount = (row == null ? 0 : row.amount) + data.by();
                return Outcome.none()
                    .emitting(new ToyEvents.Counted(data.by(), amount))
                    .changing(CountHandler.set(context.organizationId(), amount));
              });
    }
  }
}
