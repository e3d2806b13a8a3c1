package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Lets a job fail, if the run is still its last. */
@Singleton
class RecordFailureHandler implements InternalCommandHandler<RecordFailure> {
  private final Reports reports;

  RecordFailureHandler(Reports reports) {
    this.reports = reports;
  }

  @Override
  public InternalCommandType<RecordFailure> type() {
    return RecordFailure.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RecordFailure report, CommandContext context) {
    return reports.decide(report, context, job -> job.failed(report.errorInfo(), context.now()));
  }
}
