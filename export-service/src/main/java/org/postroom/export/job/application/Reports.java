package org.postroom.export.job.application;

import static org.postroom.contract.export.MailboxExportJobState.FAILED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.postroom.export.job.model.ExportJob;
import org.postroom.export.job.model.Transition;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;

/**
 * Decides what runs report. A run that was taken from its worker has another number than the last
 * attempt: whatever it says, it is not heard.
 */
@Singleton
class Reports {
  private final ExportJobs jobs;
  private final ExportRuns runs;

  Reports(ExportJobs jobs, ExportRuns runs) {
    this.jobs = jobs;
    this.runs = runs;
  }

  /** What follows from the report of the last attempt for the job; nothing from any other's. */
  Uni<Outcome<Void>> decide(
      RunReport report, CommandContext context, Function<ExportJob, Optional<Transition>> change) {
    return runs.attempt(context.session(), context.organizationId(), report.jobId())
        .chain(
            attempt ->
                attempt.filter(number -> number == report.attempt()).isEmpty()
                    ? Uni.createFrom().item(Outcome.none())
                    : jobs.find(context.session(), context.organizationId(), report.jobId())
                        .map(job -> outcome(job.flatMap(change), context)));
  }

  private Outcome<Void> outcome(Optional<Transition> transition, CommandContext context) {
    if (transition.isEmpty()) {
      return Outcome.none();
    }
    ExportJob after = transition.get().after();
    Outcome<Void> outcome =
        Outcome.none()
            .changing(jobs.update(context.organizationId(), after))
            .emitting(transition.get().event());
    return after.isRunning() ? outcome : outcome.changing(end(after, context.organizationId()));
  }

  /** A job that failed may have left something, as runs do that die: it is to be removed. */
  private Change end(ExportJob after, String organizationId) {
    return after.state() == FAILED
        ? runs.cancel(organizationId, after.id())
        : runs.finish(organizationId, after.id());
  }
}
