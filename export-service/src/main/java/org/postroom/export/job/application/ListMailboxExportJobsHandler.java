package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.postroom.contract.export.ExportOperations;
import org.postroom.contract.export.ListMailboxExportJobsRequest;
import org.postroom.contract.export.ListMailboxExportJobsResponse;
import org.postroom.contract.export.MailboxExportJob;
import org.postroom.contract.operation.Operation;
import org.postroom.export.job.model.ExportJob;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;

/** ListMailboxExportJobs: those started in the last seven days, the newest first. */
@Singleton
class ListMailboxExportJobsHandler
    implements QueryHandler<ListMailboxExportJobsRequest, ListMailboxExportJobsResponse> {
  private static final Duration LISTED = Duration.ofDays(7);
  private static final String NO_FILTER = "";

  private final KnownOrganizations organizations;
  private final ExportJobs jobs;
  private final PageTokens tokens;

  ListMailboxExportJobsHandler(
      KnownOrganizations organizations, ExportJobs jobs, PageTokens tokens) {
    this.organizations = organizations;
    this.jobs = jobs;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListMailboxExportJobsRequest, ListMailboxExportJobsResponse> operation() {
    return ExportOperations.LIST_MAILBOX_EXPORT_JOBS;
  }

  @Override
  public Uni<ListMailboxExportJobsResponse> handle(
      ListMailboxExportJobsRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(
            () -> {
              PageRequest page = tokens.open(operation(), request, context, NO_FILTER);
              return jobs.page(
                  context.session(), request.organizationId(), context.now().minus(LISTED), page);
            })
        .map(page -> page.map(ListMailboxExportJobsHandler::listed))
        .map(page -> new ListMailboxExportJobsResponse(page.items(), page.nextToken()));
  }

  private static MailboxExportJob listed(ExportJob job) {
    return new MailboxExportJob(
        job.id(),
        job.entityId(),
        job.description(),
        job.destination().bucket(),
        job.destination().path(),
        job.estimatedProgress(),
        job.state(),
        job.startTime(),
        job.endTime());
  }
}
