package org.postroom.directory.mailbox.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.ReportMailboxUsage;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommands;
import org.postroom.kit.outbox.OutboxRecord;
import org.postroom.kit.outbox.OutboxRow;
import org.postroom.kit.outbox.Publisher;

/**
 * Turns reported sizes into commands of their organizations, whose single writer stores them. The
 * offsets are committed when the commands are acknowledged; a report that comes twice is the same
 * command.
 */
@Singleton
class UsageFeed {
  private static final Logger LOG = Logger.getLogger(UsageFeed.class);
  private static final String GROUP = "directory-mailbox-usage";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MS = 1_000;

  private final String servers;
  private final Publisher publisher;
  private final Thread thread = new Thread(this::run, GROUP);
  private volatile boolean running = true;
  private volatile KafkaConsumer<String, byte[]> consumer;

  UsageFeed(@ConfigProperty(name = "kafka.bootstrap.servers") String servers, Publisher publisher) {
    this.servers = servers;
    this.publisher = publisher;
    thread.setDaemon(true);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    KafkaConsumer<String, byte[]> used = consumer;
    if (used != null) {
      used.wakeup();
    }
  }

  private void run() {
    while (running) {
      try (KafkaConsumer<String, byte[]> opened = open()) {
        consumer = opened;
        opened.subscribe(Set.of(Topics.MAILBOX_USAGE));
        while (running) {
          take(opened);
        }
      } catch (WakeupException | InterruptException e) {
        LOG.debug("Following the sizes of mailboxes ends");
      } catch (RuntimeException e) {
        LOG.warnf("The sizes of mailboxes could not be followed; cause=%s", e);
        pause();
      }
    }
  }

  private void take(KafkaConsumer<String, byte[]> from) {
    ConsumerRecords<String, byte[]> records = from.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    List<OutboxRow> commands = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      for (InternalCommand<?> command : commands(record)) {
        commands.add(
            new OutboxRow(
                0,
                OutboxRecord.command(
                    BoundedContext.DIRECTORY, InternalCommands.envelope(command, null, null))));
      }
    }
    publisher.publish(commands);
    from.commitSync();
  }

  /** The commands that store a record; none for one that nobody can make sense of. */
  static List<InternalCommand<ReportMailboxUsage>> commands(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null || !UsageReport.isOrganization(record.key())) {
      return skipped(record);
    }
    Map<String, MailboxUsage> last = new LinkedHashMap<>();
    try {
      for (MailboxUsage usage : Json.read(record.value(), ReportMailboxUsage.class).reports()) {
        if (usage.entityId() != null && usage.sizeBytes() >= 0) {
          last.put(usage.entityId(), usage);
        }
      }
    } catch (UncheckedIOException | NullPointerException e) {
      return skipped(record);
    }
    List<InternalCommand<ReportMailboxUsage>> commands = new ArrayList<>();
    for (List<MailboxUsage> usages : Chunks.of(List.copyOf(last.values()))) {
      commands.add(
          ReportMailboxUsage.TYPE.of(
              record.key(), cause(record, commands.size()), new ReportMailboxUsage(usages)));
    }
    return commands;
  }

  private static List<InternalCommand<ReportMailboxUsage>> skipped(
      ConsumerRecord<String, byte[]> record) {
    LOG.warnf(
        "A report of mailbox sizes is malformed and skipped; partition=%d offset=%d",
        record.partition(), record.offset());
    return List.of();
  }

  /** The time tells a record from one at the same place of a topic that was made anew. */
  private static String cause(ConsumerRecord<String, byte[]> record, int chunk) {
    return "usage/%d/%d/%d/%d"
        .formatted(record.partition(), record.offset(), record.timestamp(), chunk);
  }

  private KafkaConsumer<String, byte[]> open() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
