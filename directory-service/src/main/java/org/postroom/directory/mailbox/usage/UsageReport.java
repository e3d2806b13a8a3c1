package org.postroom.directory.mailbox.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.application.MailboxUsage;

/**
 * What a mail server posts.
 *
 * @param reports at most {@value #MAX_REPORTS}; of one mailbox the last counts
 */
record UsageReport(List<Size> reports) {
  static final int MAX_REPORTS = 1_000;

  /** The size of one mailbox. */
  record Size(String organizationId, String entityId, Long sizeBytes) {
    private boolean isComplete() {
      return entityId != null
          && EntityId.parse(entityId).isPresent()
          && sizeBytes != null
          && sizeBytes >= 0
          && isOrganization(organizationId);
    }
  }

  /** Whether every member is there and could be right. */
  boolean isComplete() {
    return reports != null
        && reports.size() <= MAX_REPORTS
        && reports.stream().allMatch(report -> report != null && report.isComplete());
  }

  /** The reports of each organization, each mailbox once. */
  Map<String, List<MailboxUsage>> byOrganization() {
    Map<String, Map<String, MailboxUsage>> last = new LinkedHashMap<>();
    for (Size report : reports) {
      last.computeIfAbsent(report.organizationId, id -> new LinkedHashMap<>())
          .put(report.entityId, new MailboxUsage(report.entityId, report.sizeBytes));
    }
    Map<String, List<MailboxUsage>> byOrganization = new LinkedHashMap<>();
    last.forEach((id, usages) -> byOrganization.put(id, new ArrayList<>(usages.values())));
    return byOrganization;
  }

  static boolean isOrganization(String id) {
    try {
      OrganizationId.of(id);
      return true;
    } catch (OperationRejected e) {
      return false;
    }
  }
}
