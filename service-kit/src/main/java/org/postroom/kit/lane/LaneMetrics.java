package org.postroom.kit.lane;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Measures the lanes of a consumer: gauges over all of them, so that they are few. */
public final class LaneMetrics {
  private LaneMetrics() {}

  /** Registers the gauges of a consumer. */
  public static void register(MeterRegistry registry, LaneConsumer consumer, String group) {
    gauge(
        registry,
        "postroom.lane.lag",
        "Records not consumed yet",
        group,
        consumer,
        workers -> workers.stream().mapToLong(LaneWorker::lag).sum());
    gauge(
        registry,
        "postroom.lane.outbox.age.seconds",
        "How long the oldest outbox row has waited for the broker",
        group,
        consumer,
        workers ->
            workers.stream().mapToLong(worker -> worker.owned().outboxAgeMillis()).max().orElse(0)
                / 1000.0);
    gauge(
        registry,
        "postroom.lane.audit.unpublished",
        "Audit records that are written and not known to be published",
        group,
        consumer,
        workers ->
            workers.stream().mapToLong(worker -> worker.owned().audit().unpublished()).sum());
    gauge(
        registry,
        "postroom.lane.assigned",
        "Lanes of this process",
        group,
        consumer,
        Collection::size);
    gauge(
        registry,
        "postroom.lane.paused",
        "Lanes that cannot go on at the moment",
        group,
        consumer,
        workers ->
            workers.stream()
                .filter(
                    worker ->
                        worker.status() == LaneStatus.DEPENDENCY_AWAY
                            || worker.status() == LaneStatus.FAILING)
                .count());
  }

  private static void gauge(
      MeterRegistry registry,
      String name,
      String description,
      String group,
      LaneConsumer consumer,
      ToDoubleFunction<Collection<LaneWorker>> value) {
    Gauge.builder(name, consumer, lanes -> value.applyAsDouble(lanes.workers()))
        .description(description)
        .tag("group", group)
        .register(registry);
  }
}
