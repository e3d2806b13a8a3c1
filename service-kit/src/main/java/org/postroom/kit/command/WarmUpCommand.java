package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;

/** A command that does nothing, so that the path can be walked before it is needed. */
record WarmUpCommand(int step) {
  static final InternalCommandType<WarmUpCommand> TYPE =
      InternalCommandType.of("WarmUp", WarmUpCommand.class);

  /** Answers it with another one, so that the outbox is walked too. */
  static final class Handler implements InternalCommandHandler<WarmUpCommand> {
    @Override
    public InternalCommandType<WarmUpCommand> type() {
      return TYPE;
    }

    @Override
    public Uni<Outcome<Void>> handle(WarmUpCommand data, CommandContext context) {
      return Uni.createFrom()
          .item(
              Outcome.none()
                  .sending(
                      TYPE.of(
                          context.organizationId(),
                          context.newId("warm-up"),
                          new WarmUpCommand(data.step() + 1))));
    }
  }
}
