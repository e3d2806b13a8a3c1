package org.postroom.directory.mailbox.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.ReportMailboxUsage;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.report.Report;
import org.postroom.kit.report.ReportFeed;
import org.postroom.transport.KafkaConnection;

/**
 * Turns reported sizes into commands of their organizations. A report that comes twice is the same
 * command.
 */
@Singleton
class UsageFeed {
  private static final Logger LOG = Logger.getLogger(UsageFeed.class);
  private static final String GROUP = "directory-mailbox-usage";

  private final ReportFeed feed;

  UsageFeed(KafkaConnection kafka, Publisher publisher) {
    this.feed =
        new ReportFeed(
            kafka,
            Topics.MAILBOX_USAGE,
            GROUP,
            BoundedContext.DIRECTORY,
            UsageFeed::commands,
            publisher);
  }

  void start(@Observes StartupEvent event) {
    feed.start();
  }

  void stop(@Observes ShutdownEvent event) {
    feed.close();
  }

  /** The commands that store a report; none for one that nobody can make sense of. */
  static List<InternalCommand<ReportMailboxUsage>> commands(Report report) {
    if (report.value() == null || !UsageReport.isOrganization(report.key())) {
      return skipped(report);
    }
    Map<String, MailboxUsage> last = new LinkedHashMap<>();
    try {
      for (MailboxUsage usage : Json.read(report.value(), ReportMailboxUsage.class).reports()) {
        if (usage.entityId() != null && usage.sizeBytes() >= 0) {
          last.put(usage.entityId(), usage);
        }
      }
    } catch (UncheckedIOException | NullPointerException e) {
      return skipped(report);
    }
    List<InternalCommand<ReportMailboxUsage>> commands = new ArrayList<>();
    for (List<MailboxUsage> usages : Chunks.of(List.copyOf(last.values()))) {
      commands.add(
          ReportMailboxUsage.TYPE.of(
              report.key(), cause(report, commands.size()), new ReportMailboxUsage(usages)));
    }
    return commands;
  }

  private static List<InternalCommand<ReportMailboxUsage>> skipped(Report report) {
    LOG.warnf(
        "A report of mailbox sizes is malformed and skipped; partition=%d offset=%d",
        report.partition(), report.offset());
    return List.of();
  }

  /** The time tells a record from one at the same place of a topic that was made anew. */
  private static String cause(Report report, int chunk) {
    return "usage/%d/%d/%d/%d"
        .formatted(report.partition(), report.offset(), report.timestamp(), chunk);
  }
}
