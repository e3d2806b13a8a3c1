package org.postroom.kit.view;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.lane.ConsumerSettings;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.LaneConsumer;
import org.postroom.kit.lane.LaneMetrics;
import org.postroom.kit.lane.LaneProcessor;
import org.postroom.kit.lane.LaneStatus;
import org.postroom.kit.lane.LaneSurroundings;

/**
 * Follows the events of other contexts, in a consumer group of its own. Nothing that is away at
 * start makes it fail; a service that follows nobody has nothing to do here.
 */
public final class ViewPath implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ViewPath.class);
  private static final long AGAIN_MILLIS = 500;

  private final Map<String, EventCatalogue> sources;
  private final LaneConsumer consumer;
  private final Runnable beforehand;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean started;

  ViewPath(
      ServiceDefinition service,
      ViewHandlers handlers,
      ConsumerSettings settings,
      LaneSurroundings with,
      Clock clock,
      Runnable beforehand) {
    this.sources =
        service.views().stream()
            .collect(Collectors.toMap(BoundedContext::eventTopic, FollowedEvents::of));
    LaneProcessor.Factory processors =
        lane ->
            new ViewProcessor(
                service.context(), sources.get(lane.topic()), handlers, clock, with.meters());
    this.consumer = new LaneConsumer(settings, sources.keySet(), processors, with);
    this.beforehand = beforehand;
    LaneMetrics.register(with.meters(), consumer, settings.groupId());
  }

  /** Starts on a thread of its own, once the schema is there. */
  void start(CompletionStage<Void> schema) {
    if (sources.isEmpty()) {
      started = true;
      return;
    }
    Thread thread = new Thread(() -> begin(schema), "view-path-start");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether every view partition of this process has loaded its position, or is known to wait. */
  public boolean isPositioned() {
    return started
        && (sources.isEmpty()
            || consumer.hasJoined()
                && consumer.lanes().values().stream().noneMatch(LaneStatus.TAKING_OVER::equals));
  }

  /** The view partitions of this process and how each is doing. */
  public Map<Lane, LaneStatus> lanes() {
    return started && !sources.isEmpty() ? consumer.lanes() : Map.of();
  }

  @Override
  public void close() {
    closing.countDown();
    if (started && !sources.isEmpty()) {
      consumer.close();
    }
  }

  private void begin(CompletionStage<Void> schema) {
    schema.toCompletableFuture().join();
    while (closing.getCount() > 0) {
      try {
        beforehand.run();
        consumer.start();
        started = true;
        return;
      } catch (RuntimeException e) {
        LOG.warnf("Other contexts' events cannot be followed yet: cause=%s", e.getMessage());
      }
      try {
        closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
