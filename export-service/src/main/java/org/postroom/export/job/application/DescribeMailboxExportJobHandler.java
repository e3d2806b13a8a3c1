package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.export.DescribeMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobResponse;
import org.postroom.contract.export.ExportOperations;
import org.postroom.contract.operation.Operation;
import org.postroom.export.job.model.Destination;
import org.postroom.export.job.model.ExportJob;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;

/** DescribeMailboxExportJob: of any age. */
@Singleton
class DescribeMailboxExportJobHandler
    implements QueryHandler<DescribeMailboxExportJobRequest, DescribeMailboxExportJobResponse> {
  private final KnownOrganizations organizations;
  private final ExportJobs jobs;

  DescribeMailboxExportJobHandler(KnownOrganizations organizations, ExportJobs jobs) {
    this.organizations = organizations;
    this.jobs = jobs;
  }

  @Override
  public Operation<DescribeMailboxExportJobRequest, DescribeMailboxExportJobResponse> operation() {
    return ExportOperations.DESCRIBE_MAILBOX_EXPORT_JOB;
  }

  @Override
  public Uni<DescribeMailboxExportJobResponse> handle(
      DescribeMailboxExportJobRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> jobs.find(context.session(), request.organizationId(), request.jobId()))
        .map(RequiredJob::of)
        .map(DescribeMailboxExportJobHandler::response);
  }

  private static DescribeMailboxExportJobResponse response(ExportJob job) {
    Destination destination = job.destination();
    return new DescribeMailboxExportJobResponse(
        job.entityId(),
        job.description(),
        destination.roleArn(),
        destination.kmsKeyArn(),
        destination.bucket(),
        destination.prefix(),
        destination.path(),
        job.estimatedProgress(),
        job.state(),
        job.errorInfo(),
        job.startTime(),
        job.endTime());
  }
}
