package org.postroom.kit.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommands;
import org.postroom.kit.outbox.OutboxRecord;
import org.postroom.kit.outbox.OutboxRow;
import org.postroom.kit.outbox.Publisher;
import org.postroom.transport.KafkaConnection;

/**
 * Turns reports into commands of their organizations, whose single writer stores them. The offsets
 * are committed when the commands are acknowledged, so a report may come twice; it must make the
 * same commands then. A broker that is away is waited for.
 */
public final class ReportFeed implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReportFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MS = 1_000;
  private static final int AT_ONCE = 100;

  private final KafkaConnection kafka;
  private final String topic;
  private final String group;
  private final BoundedContext context;
  private final Function<Report, ? extends List<? extends InternalCommand<?>>> reader;
  private final Publisher publisher;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile KafkaConsumer<String, byte[]> consumer;

  /**
   * @param group the consumer group whose members share the topic
   * @param context whose commands the reports become
   * @param reader makes the commands of a report; none of one that nobody can make sense of
   */
  public ReportFeed(
      KafkaConnection kafka,
      String topic,
      String group,
      BoundedContext context,
      Function<Report, ? extends List<? extends InternalCommand<?>>> reader,
      Publisher publisher) {
    this.kafka = kafka;
    this.topic = topic;
    this.group = group;
    this.context = context;
    this.reader = reader;
    this.publisher = publisher;
    this.thread = new Thread(this::run, group);
    thread.setDaemon(true);
  }

  /** Joins the group, on a thread of its own. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
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
        opened.subscribe(Set.of(topic));
        while (running) {
          take(opened);
        }
      } catch (WakeupException | InterruptException e) {
        LOG.debugf("Reports are not followed any more; topic=%s", topic);
      } catch (RuntimeException e) {
        LOG.warnf("Reports could not be followed; topic=%s cause=%s", topic, e);
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
      Report report =
          new Report(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.key(),
              record.value());
      for (InternalCommand<?> command : reader.apply(report)) {
        commands.add(
            new OutboxRow(
                0, OutboxRecord.command(context, InternalCommands.envelope(command, null, null))));
      }
    }
    publisher.publish(commands);
    from.commitSync();
  }

  private KafkaConsumer<String, byte[]> open() {
    Map<String, Object> properties = new HashMap<>(kafka.settings());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
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
