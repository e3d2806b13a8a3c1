package org.postroom.contract.export;

import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.operation.BoundedContext.EXPORT;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import java.util.List;
import org.postroom.contract.operation.Operation;

/** The operations of the export context. */
public final class ExportOperations {
  /** Starts the export of a mailbox. */
  public static final Operation<StartMailboxExportJobRequest, StartMailboxExportJobResponse>
      START_MAILBOX_EXPORT_JOB =
          command(
                  "StartMailboxExportJob",
                  EXPORT,
                  StartMailboxExportJobRequest.class,
                  StartMailboxExportJobResponse.class,
                  StartMailboxExportJobRequest::organizationId,
                  ENTITY_NOT_FOUND,
                  INVALID_PARAMETER,
                  LIMIT_EXCEEDED,
                  ORGANIZATION_NOT_FOUND,
                  ORGANIZATION_STATE)
              .withClientToken(StartMailboxExportJobRequest::clientToken);

  /** Cancels a running export; a finished one stays as it is. */
  public static final Operation<CancelMailboxExportJobRequest, CancelMailboxExportJobResponse>
      CANCEL_MAILBOX_EXPORT_JOB =
          command(
                  "CancelMailboxExportJob",
                  EXPORT,
                  CancelMailboxExportJobRequest.class,
                  CancelMailboxExportJobResponse.class,
                  CancelMailboxExportJobRequest::organizationId,
                  ENTITY_NOT_FOUND,
                  INVALID_PARAMETER,
                  ORGANIZATION_NOT_FOUND,
                  ORGANIZATION_STATE)
              .withClientToken(CancelMailboxExportJobRequest::clientToken);

  /** Reads an export job. */
  public static final Operation<DescribeMailboxExportJobRequest, DescribeMailboxExportJobResponse>
      DESCRIBE_MAILBOX_EXPORT_JOB =
          query(
              "DescribeMailboxExportJob",
              EXPORT,
              DescribeMailboxExportJobRequest.class,
              DescribeMailboxExportJobResponse.class,
              DescribeMailboxExportJobRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Pages through the export jobs of the last days. */
  public static final Operation<ListMailboxExportJobsRequest, ListMailboxExportJobsResponse>
      LIST_MAILBOX_EXPORT_JOBS =
          query(
              "ListMailboxExportJobs",
              EXPORT,
              ListMailboxExportJobsRequest.class,
              ListMailboxExportJobsResponse.class,
              ListMailboxExportJobsRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Every row above. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          START_MAILBOX_EXPORT_JOB,
          CANCEL_MAILBOX_EXPORT_JOB,
          DESCRIBE_MAILBOX_EXPORT_JOB,
          LIST_MAILBOX_EXPORT_JOBS);

  private ExportOperations() {}
}
