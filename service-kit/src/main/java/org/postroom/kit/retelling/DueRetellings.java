package org.postroom.kit.retelling;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.timer.DueCommands;

/**
 * The organizations that are to be told anew, so that event topics always hold a whole snapshot of
 * each: those whose last one has been there for three eighths of what topics keep, which leaves an
 * eighth to tell them in before it is half; and those that were asked for. A few at a time.
 */
@Singleton
class DueRetellings implements DueCommands {
  private static final int OLD = 3;
  private static final int OF = 8;

  /** Before it are only those that were asked for. */
  private static final Instant REQUESTED = Instant.EPOCH.plus(Duration.ofDays(1));

  private final Duration period;
  private final int partitions;

  DueRetellings(KitConfig config) {
    this.period = config.events().retention().period();
    this.partitions = config.topics().partitions();
  }

  @Override
  public Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now) {
    return DueCommands.ask(
        Sql.of(session), RetellingTable.PARTITIONS_DUE, partitions, toldBefore(now));
  }

  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    Sql sql = Sql.of(session);
    return RetellingTable.due(sql, partition, toldBefore(now))
        .map(
            found ->
                next(found, partition).stream()
                    .limit(limit)
                    .<InternalCommand<?>>map(this::command)
                    .toList());
  }

  private Instant toldBefore(Instant now) {
    return period == null ? REQUESTED : now.minus(period.multipliedBy(OLD).dividedBy(OF));
  }

  /** One that runs goes on alone; else a few begin. */
  private List<RetellingTable.Due> next(List<RetellingTable.Due> found, int partition) {
    int rank =
        found.stream()
            .filter(due -> isOurs(due, partition))
            .mapToInt(RetellingTable.Due::rank)
            .min()
            .orElse(RetellingTable.Due.RUNNING);
    return found.stream()
        .filter(due -> due.rank() == rank && isOurs(due, partition))
        .limit(RetellingTable.BEGUN_AT_ONCE)
        .toList();
  }

  private boolean isOurs(RetellingTable.Due due, int partition) {
    return due.rank() != RetellingTable.Due.NOBODYS
        || Publisher.partitionOf(due.organizationId(), partitions) == partition;
  }

  private InternalCommand<RetellOrganization> command(RetellingTable.Due due) {
    return RetellOrganization.of(due.organizationId(), due.epoch(), due.number(), due.chunk());
  }
}
