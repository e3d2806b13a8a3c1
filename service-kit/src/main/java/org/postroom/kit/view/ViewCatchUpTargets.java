package org.postroom.kit.view;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CatchUpTargets;

/** Lets commands wait for views; called on the threads of command lanes. */
final class ViewCatchUpTargets implements CatchUpTargets {
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final CatchUp catchUp;
  private final Duration bound;

  /**
   * @param bound how long the view is given
   */
  ViewCatchUpTargets(CatchUp catchUp, Duration bound) {
    this.catchUp = catchUp;
    // The owner's and the database's answers have bounds of their own; this one never decides.
    this.bound = bound.plus(SLACK);
  }

  @Override
  public Target target(BoundedContext owner, Set<String> organizationIds) {
    Positions positions = catchUp.target(owner, organizationIds).await().atMost(bound);
    return new Target() {
      @Override
      public boolean await(String organizationId) {
        return catchUp
            .await(owner, positions.of(Set.of(organizationId)))
            .await()
            .atMost(bound)
            .isEmpty();
      }

      @Override
      public Set<String> reached() {
        Map<String, ViewStatus> statuses = catchUp.look(owner, positions).await().atMost(bound);
        return statuses.entrySet().stream()
            .filter(entry -> entry.getValue() == ViewStatus.REACHED)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
      }
    };
  }
}
