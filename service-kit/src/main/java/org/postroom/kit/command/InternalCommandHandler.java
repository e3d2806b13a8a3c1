package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;

/** Decides one type of internal command; the rules are those of {@link CommandHandler}. */
public interface InternalCommandHandler<C extends Record> {
  /** What it handles. */
  InternalCommandType<C> type();

  /** Decides; there is nobody to refuse, so a command that no longer applies has no effect. */
  Uni<Outcome<Void>> handle(C data, CommandContext context);

  /** As {@link CommandHandler#runsAlone}. */
  default boolean runsAlone() {
    return false;
  }
}
