package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.Participations;

/** The toy context's part in another context's process, done at once or in a second command. */
public final class ToyPart {
  private ToyPart() {}

  /** The request. */
  public record Take(String processId, boolean atOnce) {
    public static final InternalCommandType<Take> TYPE =
        InternalCommandType.of("TakePart", Take.class);
  }

  /** The last step. */
  public record Finish(String processId) {
    public static final InternalCommandType<Finish> TYPE =
        InternalCommandType.of("FinishPart", Finish.class);
  }

  private static ToyEvents.NameTaken said(String what, String processId) {
    return new ToyEvents.NameTaken(what, processId);
  }

  @Singleton
  static class TakeHandler implements InternalCommandHandler<Take> {
    private final Participations participations;

    TakeHandler(Participations participations) {
      this.participations = participations;
    }

    @Override
    public InternalCommandType<Take> type() {
      return Take.TYPE;
    }

    @Override
    public Uni<Outcome<Void>> handle(Take data, CommandContext context) {
      return participations.once(
          data.processId(),
          context,
          () -> {
            Outcome<Void> worked = Outcome.none().emitting(said("worked", data.processId()));
            return Uni.createFrom()
                .item(
                    data.atOnce()
                        ? participations.answer(
                            worked, data.processId(), said("done", data.processId()), context)
                        : worked);
          });
    }
  }

  @Singleton
  static class FinishHandler implements InternalCommandHandler<Finish> {
    private final Participations participations;

    FinishHandler(Participations participations) {
      this.participations = participations;
    }

    @Override
    public InternalCommandType<Finish> type() {
      return Finish.TYPE;
    }

    @Override
    public Uni<Outcome<Void>> handle(Finish data, CommandContext context) {
      return Uni.createFrom()
          .item(
              participations.answer(
                  Outcome.none(), data.processId(), said("done", data.processId()), context));
    }
  }
}
