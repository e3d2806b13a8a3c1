package org.postroom.kit.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Consumes topics as a member of a group, one polling thread for all and one {@link LaneWorker} per
 * assigned partition. Fetching is paused, sought and resumed per partition. Where to begin is read
 * from the database by the worker, never from Kafka.
 */
public final class LaneConsumer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LaneConsumer.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long OFFSETS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(3);

  private final ConsumerSettings settings;
  private final Set<String> topics;
  private final LaneProcessor.Factory processors;
  private final LaneSurroundings with;
  private final Map<TopicPartition, LaneWorker> workers = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Runnable> asked = new ConcurrentLinkedQueue<>();
  private final Set<TopicPartition> full = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile boolean running = true;
  private volatile boolean joined;
  private volatile boolean brokerAway;
  private long offsetsWritten = System.nanoTime();

  public LaneConsumer(
      ConsumerSettings settings,
      Set<String> topics,
      LaneProcessor.Factory processors,
      LaneSurroundings with) {
    this.settings = settings;
    this.topics = topics;
    this.processors = processors;
    this.with = with;
    this.thread = new Thread(this::run, "poll-" + settings.groupId());
    thread.setDaemon(true);
  }

  /** Joins the group. */
  public void start() {
    thread.start();
  }

  /** The assigned lanes and how each is doing. */
  public Map<Lane, LaneStatus> lanes() {
    return workers.values().stream()
        .collect(Collectors.toMap(LaneWorker::lane, LaneWorker::status));
  }

  /** The owned lanes, for measurements. */
  Collection<LaneWorker> workers() {
    return workers.values();
  }

  /** Whether this member has been assigned its lanes, be it none. */
  public boolean hasJoined() {
    return joined;
  }

  /** Whether the broker failed to answer the last poll. */
  public boolean isBrokerAway() {
    return brokerAway;
  }

  /** Lets every owned lane keep house now. */
  public void askHousekeeping() {
    workers.values().forEach(LaneWorker::askHousekeeping);
  }

  @Override
  public void close() {
    running = false;
    KafkaConsumer<String, byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    try {
      thread.join(with.revocation().plus(CLOSE_BOUND).plusSeconds(1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      try (KafkaConsumer<String, byte[]> opened = new KafkaConsumer<>(settings.properties())) {
        consumer = opened;
        opened.subscribe(topics, new Rebalance());
        while (running) {
          turn(opened);
        }
        end(workers.keySet());
      } catch (InterruptException e) {
        running = false;
      } catch (RuntimeException e) {
        LOG.errorf(e, "A consumer failed and is made anew; group=%s", settings.groupId());
        brokerAway = true;
        abandon(workers.keySet());
        sleep(POLL);
      }
    }
    abandon(workers.keySet());
  }

  private void turn(KafkaConsumer<String, byte[]> opened) {
    for (Runnable request = asked.poll(); request != null; request = asked.poll()) {
      request.run();
    }
    try {
      ConsumerRecords<String, byte[]> fetched = opened.poll(POLL);
      brokerAway = false;
      for (TopicPartition partition : fetched.partitions()) {
        LaneWorker worker = workers.get(partition);
        if (worker != null) {
          worker.queue().add(fetched.records(partition));
          if (worker.queue().isFull()) {
            opened.pause(List.of(partition));
            full.add(partition);
          }
        }
      }
      writeOffsets(opened);
      if (!fetched.isEmpty()) {
        sleep(settings.gather());
      }
    } catch (WakeupException e) {
      // Somebody asked for something, or it is over.
    } catch (InvalidOffsetException e) {
      for (TopicPartition partition : e.partitions()) {
        LOG.warnf("An offset is not in the topic any more; lane=%s", partition);
        opened.pause(List.of(partition));
        LaneWorker worker = workers.get(partition);
        if (worker != null) {
          worker.askTakeOver();
        }
      }
    } catch (org.apache.kafka.common.errors.RetriableException e) {
      brokerAway = true;
      LOG.warnf("Polling failed; group=%s cause=%s", settings.groupId(), e.getMessage());
      sleep(POLL);
    }
  }

  private void writeOffsets(KafkaConsumer<String, byte[]> opened) {
    if (System.nanoTime() - offsetsWritten < OFFSETS_EVERY_NANOS) {
      return;
    }
    offsetsWritten = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    workers.forEach(
        (partition, worker) -> {
          if (worker.status() == LaneStatus.RUNNING) {
            offsets.put(partition, new OffsetAndMetadata(worker.owned().position()));
          }
          opened
              .currentLag(partition)
              .ifPresent(lag -> worker.measure(lag + worker.queue().size()));
        });
    if (!offsets.isEmpty()) {
      opened.commitAsync(offsets, (written, failure) -> {});
    }
  }

  private void end(Collection<TopicPartition> partitions) {
    List<LaneWorker> ending = partitions.stream().map(workers::get).toList();
    ending.stream().filter(worker -> worker != null).forEach(LaneWorker::stop);
    long deadline = System.nanoTime() + with.revocation().toNanos();
    for (LaneWorker worker : ending) {
      if (worker != null) {
        worker.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    }
    workers.keySet().removeAll(List.copyOf(partitions));
    full.removeAll(List.copyOf(partitions));
  }

  private void abandon(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : List.copyOf(partitions)) {
      LaneWorker worker = workers.remove(partition);
      full.remove(partition);
      if (worker != null) {
        worker.stop();
      }
    }
  }

  private void sleep(Duration pause) {
    try {
      OwnedLane.pause(pause.toMillis());
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Called by the polling thread, inside poll. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.infof("Lanes were assigned; group=%s lanes=%s", settings.groupId(), partitions);
      for (TopicPartition partition : partitions) {
        consumer.pause(List.of(partition));
        consumer.seek(partition, 0);
        Lane lane = new Lane(partition.topic(), partition.partition());
        LaneWorker worker =
            new LaneWorker(
                lane, processors.of(lane), with, settings.bounds(), new Requests(partition));
        workers.put(partition, worker);
        worker.start();
      }
      // Not before: having no lanes yet would look like having loaded all of them.
      joined = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        LOG.infof("Lanes were revoked; group=%s lanes=%s", settings.groupId(), partitions);
        end(List.copyOf(partitions));
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warnf("Lanes were lost; group=%s lanes=%s", settings.groupId(), partitions);
      abandon(partitions);
    }
  }

  /** What the worker of one partition asks of the polling thread. */
  private final class Requests implements LaneWorker.Fetching {
    private final TopicPartition partition;

    Requests(TopicPartition partition) {
      this.partition = partition;
    }

    @Override
    public void hold(LaneWorker worker) {
      ask(
          () -> {
            if (workers.get(partition) == worker) {
              consumer.pause(List.of(partition));
            }
          });
    }

    @Override
    public void from(LaneWorker worker, long offset) {
      ask(
          () -> {
            if (workers.get(partition) == worker) {
              consumer.seek(partition, offset);
              worker.queue().open();
              full.remove(partition);
              consumer.resume(List.of(partition));
            }
          });
    }

    @Override
    public void resume(LaneWorker worker) {
      if (full.contains(partition) && worker.queue().hasRoom()) {
        ask(
            () -> {
              if (workers.get(partition) == worker && full.remove(partition)) {
                consumer.resume(List.of(partition));
              }
            });
      }
    }

    private void ask(Runnable request) {
      asked.add(request);
      consumer.wakeup();
    }
  }
}
