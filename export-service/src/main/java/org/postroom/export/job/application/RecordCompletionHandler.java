package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Completes a job, if the run is still its last. */
@Singleton
class RecordCompletionHandler implements InternalCommandHandler<RecordCompletion> {
  private final Reports reports;

  RecordCompletionHandler(Reports reports) {
    this.reports = reports;
  }

  @Override
  public InternalCommandType<RecordCompletion> type() {
    return RecordCompletion.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RecordCompletion report, CommandContext context) {
    return reports.decide(report, context, job -> job.completed(report.totals(), context.now()));
  }
}
