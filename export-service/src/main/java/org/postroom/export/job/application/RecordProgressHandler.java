package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Takes down how far a run is, at most once a second and never backwards. */
@Singleton
class RecordProgressHandler implements InternalCommandHandler<RecordProgress> {
  private final Reports reports;

  RecordProgressHandler(Reports reports) {
    this.reports = reports;
  }

  @Override
  public InternalCommandType<RecordProgress> type() {
    return RecordProgress.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RecordProgress report, CommandContext context) {
    return reports.decide(
        report, context, job -> job.progressed(report.bytes(), report.totalBytes(), context.now()));
  }
}
