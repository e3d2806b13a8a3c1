package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.thread.DaemonThreads;

/**
 * Finds out up to which moment views are up to date. Now and then it asks the broker where the
 * followed topics end; once a view's stored position has got there, the view holds everything that
 * had been published when it asked. Every replica does so for all partitions: what it compares is
 * in the database, whoever follows the partition. While the broker is away, or a partition stands
 * still, nothing is written and the view grows old.
 */
final class ViewWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ViewWatch.class);

  /**
   * A partition may be behind for ever so little at any time, so an end is waited for. Every
   * replica writes the same rows, and all lock them in the same order: else two of them could each
   * wait for the other.
   */
  private static final String SETTLE =
      """
      insert into view_freshness (source, partition, up_to)
      select o.source, o.partition, to_timestamp(o.asked_at / 1000.0)
      from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::bigint[])
          as o (source, topic, partition, log_end, asked_at)
      join lane l on l.topic = o.topic and l.partition = o.partition and l.position >= o.log_end
      order by o.source, o.partition
      on conflict on constraint pk_view_freshness
          do update set up_to = greatest(view_freshness.up_to, excluded.up_to)
      returning source, partition
      """;

  private final Map<String, BoundedContext> sources;
  private final LogEnds ends;
  private final Database database;
  private final Clock clock;
  private final Map<Lane, Observed> open = new HashMap<>();
  private boolean failing;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("view-watch"));

  /** Where topics end now. */
  @FunctionalInterface
  interface LogEnds {
    /** The end of every partition of these topics; fails when the broker does not answer. */
    Map<Lane, Long> of(Collection<String> topics);
  }

  private record Observed(Instant at, long end) {}

  /**
   * @param sources the followed contexts by their topics
   */
  ViewWatch(Map<String, BoundedContext> sources, LogEnds ends, Database database, Clock clock) {
    this.sources = Map.copyOf(sources);
    this.ends = ends;
    this.database = database;
    this.clock = clock;
  }

  void start(CompletionStage<Void> schema, Duration interval) {
    if (!sources.isEmpty()) {
      schema.thenRun(
          () ->
              turns.scheduleWithFixedDelay(
                  this::turnSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  @Override
  public void close() {
    turns.shutdownNow();
  }

  private void turnSafely() {
    try {
      turn();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warnf("Views grow old, how old is not found out any more: cause=%s", e.getMessage());
      }
      failing = true;
    }
  }

  /** Asks once and notes what has been reached; blocks. */
  void turn() {
    Instant now = clock.instant();
    Map<Lane, Long> found = ends.of(sources.keySet());
    Map<Lane, Observed> latest = new HashMap<>();
    found.forEach((lane, end) -> latest.put(lane, new Observed(now, end)));
    latest.forEach(open::putIfAbsent);
    for (Lane reached : database.await(settle(Map.copyOf(open)))) {
      Observed newer = latest.get(reached);
      if (newer == null || open.get(reached).equals(newer)) {
        open.remove(reached);
      } else {
        open.put(reached, newer);
      }
    }
  }

  private Uni<List<Lane>> settle(Map<Lane, Observed> observed) {
    List<Map.Entry<Lane, Observed>> entries = List.copyOf(observed.entrySet());
    int size = entries.size();
    String[] names = new String[size];
    String[] topics = new String[size];
    Integer[] partitions = new Integer[size];
    Long[] logEnds = new Long[size];
    Long[] times = new Long[size];
    Map<String, String> topicsByName = new HashMap<>();
    for (int i = 0; i < size; i++) {
      Lane lane = entries.get(i).getKey();
      names[i] = sources.get(lane.topic()).wireName();
      topics[i] = lane.topic();
      partitions[i] = lane.partition();
      logEnds[i] = entries.get(i).getValue().end();
      times[i] = entries.get(i).getValue().at().toEpochMilli();
      topicsByName.put(names[i], topics[i]);
    }
    return database
        .transaction(
            session -> Sql.of(session).rows(SETTLE, names, topics, partitions, logEnds, times))
        .map(
            rows -> {
              List<Lane> reached = new ArrayList<>();
              rows.forEach(
                  row ->
                      reached.add(new Lane(topicsByName.get((String) row[0]), (Integer) row[1])));
              return reached;
            });
  }
}
