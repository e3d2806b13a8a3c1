package org.postroom.kit.command;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.lane.ConsumerSettings;
import org.postroom.kit.lane.LaneConsumer;
import org.postroom.kit.lane.LaneMetrics;
import org.postroom.kit.lane.LaneProcessor;
import org.postroom.kit.lane.LaneSurroundings;
import org.postroom.kit.lane.TopicCheck;

/**
 * The command path of a service: waits for schema and topics, warms up, joins the group of the
 * context's command consumers. Nothing that is away at start makes it fail; it is tried again.
 */
public final class CommandPath implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CommandPath.class);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final CommandParts parts;
  private final LaneSurroundings with;
  private final Admin admin;
  private final int partitions;
  private final PathWarmUp warmUp;
  private final LaneConsumer consumer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile String starting = "not started";

  /**
   * @param partitions the installation's partition count
   * @param warmUp what is walked through before it takes commands
   */
  CommandPath(
      CommandParts parts,
      LaneSurroundings with,
      ConsumerSettings settings,
      Admin admin,
      int partitions,
      PathWarmUp warmUp) {
    this(parts, with, settings, admin, partitions, warmUp, UnaryOperator.identity());
  }

  /**
   * @param around wraps what is done with a lane's commands
   */
  CommandPath(
      CommandParts parts,
      LaneSurroundings with,
      ConsumerSettings settings,
      Admin admin,
      int partitions,
      PathWarmUp warmUp,
      UnaryOperator<LaneProcessor> around) {
    this.parts = parts;
    this.with = with;
    this.admin = admin;
    this.partitions = partitions;
    this.warmUp = warmUp;
    this.consumer =
        new LaneConsumer(
            settings,
            Set.of(parts.service().context().commandTopic()),
            lane -> around.apply(new CommandProcessor(parts)),
            with);
    LaneMetrics.register(with.meters(), consumer, settings.groupId());
  }

  /** Starts on a thread of its own, once the schema is there. */
  public void start(CompletionStage<Void> schema) {
    starting = "the schema is not up to date";
    Thread thread = new Thread(() -> begin(schema), "command-path-start");
    thread.setDaemon(true);
    thread.start();
  }

  /** How it is doing. */
  public CommandPathState state() {
    String waiting = starting;
    if (waiting == null && !consumer.hasJoined()) {
      waiting = "the partitions are not assigned";
    }
    if (waiting == null && consumer.isBrokerAway()) {
      waiting = "the broker is away";
    }
    return new CommandPathState(waiting, waiting == null ? consumer.lanes() : Map.of());
  }

  /** Lets every owned lane look at once whether there is something to be done besides commands. */
  public void askHousekeeping() {
    consumer.askHousekeeping();
  }

  @Override
  public void close() {
    closing.countDown();
    starting = "closed";
    consumer.close();
  }

  private void begin(CompletionStage<Void> schema) {
    schema.toCompletableFuture().join();
    BoundedContext context = parts.service().context();
    Set<String> topics =
        Set.of(
            context.commandTopic(),
            context.eventTopic(),
            Topics.REPLIES,
            Topics.DEAD_LETTERS,
            Topics.AUDIT);
    if (!tryUntilDone("topics", () -> TopicCheck.run(admin, topics, partitions))
        || !tryUntilDone("warm-up", () -> warmUp.run(parts, with))) {
      return;
    }
    if (!parts.handlers().missing().isEmpty()) {
      LOG.infof(
          "Some commands are not offered yet; context=%s operations=%s",
          context, parts.handlers().missing());
    }
    consumer.start();
    starting = null;
  }

  /** Returns false when it was closed meanwhile. */
  private boolean tryUntilDone(String step, Runnable work) {
    while (closing.getCount() > 0) {
      starting = "waiting for " + step;
      try {
        work.run();
        return true;
      } catch (RuntimeException e) {
        LOG.warnf("The command path cannot start yet; step=%s cause=%s", step, e.getMessage());
      }
      try {
        if (closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
      } catch (InterruptedException e) {
        return false;
      }
    }
    return false;
  }
}
