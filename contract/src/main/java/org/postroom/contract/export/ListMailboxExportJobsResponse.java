package org.postroom.contract.export;

import java.util.List;

/** What {@code ListMailboxExportJobs} answers; unset members are null. */
public record ListMailboxExportJobsResponse(List<MailboxExportJob> jobs, String nextToken) {}
