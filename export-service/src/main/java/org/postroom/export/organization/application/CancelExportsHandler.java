package org.postroom.export.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.export.job.application.Cancellation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Cancels what runs; nothing begins any more, because the organization is not Active. */
@Singleton
class CancelExportsHandler implements InternalCommandHandler<CancelExports> {
  private final Cancellation cancellation;

  CancelExportsHandler(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public InternalCommandType<CancelExports> type() {
    return CancelExports.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(CancelExports command, CommandContext context) {
    return cancellation.cancelAll(context);
  }
}
