package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.CancelMailboxExportJobResponse;
import org.postroom.contract.export.ExportOperations;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;

/** CancelMailboxExportJob: a running job is CANCELLED at once; one that has ended stays. */
@Singleton
class CancelMailboxExportJobHandler
    implements CommandHandler<CancelMailboxExportJobRequest, CancelMailboxExportJobResponse> {
  private final KnownOrganizations organizations;
  private final ExportJobs jobs;
  private final Cancellation cancellation;

  CancelMailboxExportJobHandler(
      KnownOrganizations organizations, ExportJobs jobs, Cancellation cancellation) {
    this.organizations = organizations;
    this.jobs = jobs;
    this.cancellation = cancellation;
  }

  @Override
  public Operation<CancelMailboxExportJobRequest, CancelMailboxExportJobResponse> operation() {
    return ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
  }

  @Override
  public Uni<Outcome<CancelMailboxExportJobResponse>> handle(
      CancelMailboxExportJobRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> jobs.find(context.session(), context.organizationId(), request.jobId()))
        .map(RequiredJob::of)
        .chain(
            job ->
                cancellation.cancel(
                    Outcome.of(new CancelMailboxExportJobResponse()), job, context));
  }
}
