package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.timer.DueCommands;

/**
 * Finds Active organizations that have not got their defaults, whatever has become of the event
 * that should have seen to it: at start and every ten minutes it looks through all of them, a part
 * at each tick. Whoever owns the first partition looks for all; whether there is really something
 * to do is decided by the command.
 */
@Singleton
class MissingDefaults implements DueCommands {
  static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final int LOOKING_PARTITION = 0;

  private final PolicySettings settings;
  private volatile Round round = new Round("", Instant.EPOCH);

  MissingDefaults(PolicySettings settings) {
    this.settings = settings;
  }

  @Override
  public Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now) {
    boolean isDue = partitions.contains(LOOKING_PARTITION) && !now.isBefore(round.notBefore());
    return Uni.createFrom().item(isDue ? List.of(LOOKING_PARTITION) : List.of());
  }

  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    Round present = round;
    if (partition != LOOKING_PARTITION || now.isBefore(present.notBefore())) {
      return Uni.createFrom().item(List.of());
    }
    return settings
        .missing(session, present.after(), limit)
        .invoke(look -> round = present.next(look.last(), now))
        .map(
            look ->
                look.found().entrySet().stream()
                    .<InternalCommand<?>>map(found -> give(found.getKey(), found.getValue(), now))
                    .toList());
  }

  /** Another command in each interval: one that came to nothing must not stand for all time. */
  private static InternalCommand<EnsureDefaults> give(
      String organizationId, String account, Instant now) {
    String cause = "missing/" + now.getEpochSecond() / INTERVAL.toSeconds();
    return EnsureDefaults.TYPE.of(organizationId, cause, new EnsureDefaults()).ownedBy(account);
  }

  /**
   * How far it has looked.
   *
   * @param after the last organization looked at; empty at the beginning of a round
   * @param notBefore when the round may begin
   */
  private record Round(String after, Instant notBefore) {
    Round next(String last, Instant now) {
      return last == null ? new Round("", now.plus(INTERVAL)) : new Round(last, notBefore);
    }
  }
}
