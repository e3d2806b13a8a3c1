package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.postroom.export.job.model.ExportJob;
import org.postroom.export.job.model.Transition;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;

/**
 * Ends running jobs. Whoever works on one learns of it within half a second; what it has written is
 * removed by that worker, or by another if it has died.
 */
@Singleton
public class Cancellation {
  private final ExportJobs jobs;
  private final ExportRuns runs;

  Cancellation(ExportJobs jobs, ExportRuns runs) {
    this.jobs = jobs;
    this.runs = runs;
  }

  /** The outcome, and the job is CANCELLED; one that has ended stays as it is. */
  public <R> Uni<Outcome<R>> cancel(Outcome<R> outcome, ExportJob job, CommandContext context) {
    Optional<Transition> cancelled = job.cancelled(context.now());
    return cancelled.isEmpty()
        ? Uni.createFrom().item(outcome)
        : runs.attempt(context.session(), context.organizationId(), job.id())
            .map(attempt -> cancelled(outcome, cancelled.get(), attempt, context));
  }

  /** The outcome, and every running job of the organization is CANCELLED. */
  public Uni<Outcome<Void>> cancelAll(CommandContext context) {
    return jobs.running(context.session(), context.organizationId())
        .chain(running -> cancel(Outcome.none(), running, context));
  }

  private Uni<Outcome<Void>> cancel(
      Outcome<Void> outcome, List<ExportJob> running, CommandContext context) {
    return running.isEmpty()
        ? Uni.createFrom().item(outcome)
        : cancel(outcome, running.get(0), context)
            .chain(next -> cancel(next, running.subList(1, running.size()), context));
  }

  private <R> Outcome<R> cancelled(
      Outcome<R> outcome,
      Transition transition,
      Optional<Integer> attempt,
      CommandContext context) {
    String organizationId = context.organizationId();
    String jobId = transition.after().id();
    boolean isUntouched = attempt.filter(number -> number > 0).isEmpty();
    return outcome
        .changing(jobs.update(organizationId, transition.after()))
        .changing(
            isUntouched ? runs.finish(organizationId, jobId) : runs.cancel(organizationId, jobId))
        .emitting(transition.event());
  }
}
