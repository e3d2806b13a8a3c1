package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;

/**
 * No wrong answer because a view lags. What an owner has committed is asked once; then the view, in
 * the database, is given a bounded time to get there. A view that cannot get there, or has just
 * missed its bound, is not waited for.
 */
public final class CatchUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class);
  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final BoundedContext self;
  private final Set<BoundedContext> followed;
  private final OwnerPositions owners;
  private final ViewLook progress;
  private final Duration bound;
  private final Duration remembered;
  private final Map<Lane, Long> lateUntil = new ConcurrentHashMap<>();

  /**
   * @param bound how long a view is given
   * @param remembered how long a view that has missed its bound is not waited for
   */
  CatchUp(
      BoundedContext self,
      Set<BoundedContext> followed,
      OwnerPositions owners,
      ViewLook progress,
      Duration bound,
      Duration remembered) {
    this.self = self;
    this.followed = Set.copyOf(followed);
    this.owners = owners;
    this.progress = progress;
    this.bound = bound;
    this.remembered = remembered;
  }

  /**
   * For a query: completes when the view holds what the owner had committed, or when the owner is
   * away; refuses with ServiceUnavailable when the view does not get there.
   */
  public Uni<Void> forQuery(BoundedContext owner, String organizationId) {
    return reach(owner, organizationId)
        .onFailure(OwnerAway.class)
        .recoverWithItem(
            failure -> {
              LOG.warnf("A query is answered from the view: cause=%s", failure.getMessage());
              return null;
            });
  }

  /** For a query's refusal: as {@link #forQuery}, but nothing is refused with the owner away. */
  public Uni<Void> forRefusal(BoundedContext owner, String organizationId) {
    return reach(owner, organizationId)
        .onFailure(OwnerAway.class)
        .transform(
            failure -> {
              LOG.warnf("A query cannot be refused for sure: cause=%s", failure.getMessage());
              return unavailable(owner);
            });
  }

  private Uni<Void> reach(BoundedContext owner, String organizationId) {
    if (owner == self) {
      return Uni.createFrom().voidItem();
    }
    return target(owner, Set.of(organizationId))
        .chain(target -> await(owner, target))
        .invoke(
            missing -> {
              if (!missing.isEmpty()) {
                throw unavailable(owner);
              }
            })
        .replaceWithVoid();
  }

  /**
   * What the owner has committed for these organizations. To be asked once per command and kept, so
   * that nothing waits for a moving goal.
   *
   * @return fails with {@link OwnerAway} when the owner does not answer
   */
  public Uni<Positions> target(BoundedContext owner, Set<String> organizationIds) {
    if (!followed.contains(owner)) {
      throw new IllegalStateException(self + " does not follow " + owner);
    }
    return owners.ask(owner, organizationIds);
  }

  /** The organizations whose view did not get there in time, or cannot. */
  public Uni<Set<String>> await(BoundedContext owner, Positions target) {
    long deadline = System.nanoTime() + bound.toNanos();
    return look(owner, target, target.sequences().keySet(), Set.of(), FIRST_LOOK, deadline);
  }

  /** Where the view stands now; nothing is waited for. */
  Uni<Map<String, ViewStatus>> look(BoundedContext owner, Positions target) {
    return progress.against(target, owner, target.sequences().keySet());
  }

  /** The answer to a request whose view is not there. */
  public static OperationRejected unavailable(BoundedContext owner) {
    return new OperationRejected(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The state of the " + owner.wireName() + " service is not known here yet. Try again.");
  }

  private Uni<Set<String>> look(
      BoundedContext owner,
      Positions target,
      Collection<String> open,
      Set<String> blocked,
      Duration pause,
      long deadline) {
    return progress
        .against(target, owner, open)
        .chain(
            statuses -> {
              Set<String> missing = new HashSet<>(blocked);
              Set<String> behind = new HashSet<>();
              boolean isOver = System.nanoTime() - deadline >= 0;
              statuses.forEach(
                  (organizationId, status) -> {
                    Lane lane = new Lane(owner, progress.partitionOf(organizationId));
                    if (status == ViewStatus.REACHED) {
                      lateUntil.remove(lane);
                    } else if (status == ViewStatus.BLOCKED || isLate(lane)) {
                      missing.add(organizationId);
                    } else if (isOver) {
                      lateUntil.put(lane, System.nanoTime() + remembered.toNanos());
                      missing.add(organizationId);
                    } else {
                      behind.add(organizationId);
                    }
                  });
              if (behind.isEmpty()) {
                return Uni.createFrom().item(missing);
              }
              Duration next = pause.multipliedBy(2);
              return Uni.createFrom()
                  .voidItem()
                  .onItem()
                  .delayIt()
                  .by(pause)
                  .chain(
                      () ->
                          look(
                              owner,
                              target,
                              behind,
                              missing,
                              next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE,
                              deadline));
            });
  }

  private boolean isLate(Lane lane) {
    Long until = lateUntil.get(lane);
    return until != null && System.nanoTime() - until < 0;
  }

  private record Lane(BoundedContext owner, int partition) {}
}
