package org.postroom.directory.mailbox.usage;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Topics;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.ReportMailboxUsage;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.report.ReportSender;
import org.postroom.transport.KafkaConnection;

/** Puts sizes that mail servers report over HTTP where others put theirs themselves. */
@Singleton
class UsageTopic {
  private final ReportSender sender;

  UsageTopic(KafkaConnection kafka, KitConfig config) {
    this.sender = new ReportSender(kafka, Topics.MAILBOX_USAGE, config.topics().partitions());
  }

  /**
   * Completes when every report is acknowledged; fails with {@link
   * java.util.concurrent.RejectedExecutionException} when too many wait already.
   */
  Uni<Void> send(Map<String, List<MailboxUsage>> byOrganization) {
    return sender.send(
        byOrganization.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> reports(entry.getValue()))));
  }

  private static List<byte[]> reports(List<MailboxUsage> usages) {
    return Chunks.of(usages).stream()
        .map(chunk -> Json.write(new ReportMailboxUsage(chunk)))
        .toList();
  }

  @PreDestroy
  void stop() {
    sender.close();
  }
}
