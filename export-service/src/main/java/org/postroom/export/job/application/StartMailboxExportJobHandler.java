package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.postroom.contract.export.ExportOperations;
import org.postroom.contract.export.StartMailboxExportJobRequest;
import org.postroom.contract.export.StartMailboxExportJobResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.export.directoryview.application.MailboxIdentification;
import org.postroom.export.directoryview.model.Mailbox;
import org.postroom.export.job.model.Destination;
import org.postroom.export.job.model.DestinationRules;
import org.postroom.export.job.model.ExportJob;
import org.postroom.export.job.model.ExportLimits;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ExportTarget;
import org.postroom.export.run.MailboxOwner;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;

/** StartMailboxExportJob: the job is RUNNING, and some worker takes it. */
@Singleton
class StartMailboxExportJobHandler
    implements CommandHandler<StartMailboxExportJobRequest, StartMailboxExportJobResponse> {
  private final KnownOrganizations organizations;
  private final MailboxIdentification mailboxes;
  private final ExportJobs jobs;
  private final ExportRuns runs;

  StartMailboxExportJobHandler(
      KnownOrganizations organizations,
      MailboxIdentification mailboxes,
      ExportJobs jobs,
      ExportRuns runs) {
    this.organizations = organizations;
    this.mailboxes = mailboxes;
    this.jobs = jobs;
    this.runs = runs;
  }

  @Override
  public Operation<StartMailboxExportJobRequest, StartMailboxExportJobResponse> operation() {
    return ExportOperations.START_MAILBOX_EXPORT_JOB;
  }

  @Override
  public Uni<Outcome<StartMailboxExportJobResponse>> handle(
      StartMailboxExportJobRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> mailboxes.require(context, request.entityId()))
        .call(mailbox -> admit(mailbox, context))
        .map(mailbox -> start(mailbox, request, context));
  }

  private Uni<Void> admit(Mailbox mailbox, CommandContext context) {
    return jobs.activity(
            context.session(),
            context.organizationId(),
            mailbox.entityId(),
            ExportLimits.since(context.now()))
        .invoke(activity -> ExportLimits.admit(activity.running(), activity.isExportedLately()))
        .replaceWithVoid();
  }

  private Outcome<StartMailboxExportJobResponse> start(
      Mailbox mailbox, StartMailboxExportJobRequest request, CommandContext context) {
    String id = context.newId("job");
    ExportTarget target =
        new ExportTarget(
            request.s3BucketName(), request.s3Prefix(), request.roleArn(), request.kmsKeyArn());
    Destination destination =
        new Destination(
            target.bucket(),
            target.prefix(),
            target.zipKey(id),
            target.roleArn(),
            target.kmsKeyArn());
    DestinationRules.admit(destination, context.account(), target.digestKey(id));
    // What callers are told has milliseconds; listings are in this order.
    Instant now = context.now().truncatedTo(ChronoUnit.MILLIS);
    ExportJob job =
        ExportJob.start(id, mailbox.entityId(), request.description(), destination, now);
    MailboxOwner owner = new MailboxOwner(mailbox.entityId(), mailbox.email(), mailbox.name());
    return Outcome.of(new StartMailboxExportJobResponse(id))
        .changing(jobs.insert(context.organizationId(), job))
        .changing(runs.queue(new ExportOrder(context.organizationId(), id, owner, target)))
        .emitting(job.started());
  }
}
