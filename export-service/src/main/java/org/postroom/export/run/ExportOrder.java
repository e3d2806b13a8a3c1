package org.postroom.export.run;

/** What one run of a job is to export, and to where. */
public record ExportOrder(
    String organizationId, String jobId, MailboxOwner mailbox, ExportTarget target) {}
