package org.postroom.contract.export.event;

import static org.postroom.contract.operation.BoundedContext.EXPORT;

import java.util.List;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationRemovalConfirmed;

/** The events of the export context. */
public final class ExportEvents {
  public static final EventType<MailboxExportJobStarted> MAILBOX_EXPORT_JOB_STARTED =
      EventType.of(EXPORT, "MailboxExportJobStarted", MailboxExportJobStarted.class);

  public static final EventType<MailboxExportJobProgressed> MAILBOX_EXPORT_JOB_PROGRESSED =
      EventType.of(EXPORT, "MailboxExportJobProgressed", MailboxExportJobProgressed.class);

  public static final EventType<MailboxExportJobCompleted> MAILBOX_EXPORT_JOB_COMPLETED =
      EventType.of(EXPORT, "MailboxExportJobCompleted", MailboxExportJobCompleted.class);

  public static final EventType<MailboxExportJobFailed> MAILBOX_EXPORT_JOB_FAILED =
      EventType.of(EXPORT, "MailboxExportJobFailed", MailboxExportJobFailed.class);

  public static final EventType<MailboxExportJobCancelled> MAILBOX_EXPORT_JOB_CANCELLED =
      EventType.of(EXPORT, "MailboxExportJobCancelled", MailboxExportJobCancelled.class);

  public static final EventType<OrganizationRemovalConfirmed> ORGANIZATION_REMOVAL_CONFIRMED =
      EventType.of(EXPORT, "OrganizationRemovalConfirmed", OrganizationRemovalConfirmed.class);

  public static final EventCatalogue CATALOGUE =
      new EventCatalogue(
          EXPORT,
          List.of(
              MAILBOX_EXPORT_JOB_STARTED,
              MAILBOX_EXPORT_JOB_PROGRESSED,
              MAILBOX_EXPORT_JOB_COMPLETED,
              MAILBOX_EXPORT_JOB_FAILED,
              MAILBOX_EXPORT_JOB_CANCELLED,
              ORGANIZATION_REMOVAL_CONFIRMED));

  private ExportEvents() {}
}
