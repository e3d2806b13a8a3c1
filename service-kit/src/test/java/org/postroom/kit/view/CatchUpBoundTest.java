package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.BoundedContext.POLICY;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;

class CatchUpBoundTest {
  private final Map<String, ViewStatus> view = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void aViewThatIsThereIsLookedAtOnce() {
    view.put("m-1", ViewStatus.REACHED);
    assertThat(missing(catchUp(Duration.ofHours(1)), "m-1")).isEmpty();
    assertThat(looks).hasValue(1);
  }

  @Test
  void aBlockedViewIsNotWaitedForWhateverTheBound() {
    view.put("m-1", ViewStatus.BLOCKED);
    view.put("m-2", ViewStatus.REACHED);
    assertThat(missing(catchUp(Duration.ofHours(1)), "m-1", "m-2")).containsExactly("m-1");
    assertThat(looks).hasValue(1);
  }

  @Test
  void aViewThatGetsThereInTimeIsWaitedFor() {
    view.put("m-1", ViewStatus.BEHIND);
    CatchUp catchUp = catchUp(Duration.ofHours(1), 5);
    assertThat(missing(catchUp, "m-1")).isEmpty();
    assertThat(looks).hasValue(5);
  }

  @Test
  void aViewThatHasJustMissedItsBoundIsNotWaitedForAgain() {
    view.put("m-1", ViewStatus.BEHIND);
    CatchUp catchUp = catchUp(Duration.ofSeconds(60), Integer.MAX_VALUE, Duration.ZERO);
    assertThat(missing(catchUp, "m-1")).containsExactly("m-1");
    int before = looks.get();
    assertThat(missing(catchUp, "m-1")).containsExactly("m-1");
    assertThat(looks).as("one look, no waiting").hasValue(before + 1);
    view.put("m-1", ViewStatus.REACHED);
    assertThat(missing(catchUp, "m-1")).isEmpty();
  }

  private Set<String> missing(CatchUp catchUp, String... organizationIds) {
    Map<String, Long> sequences = new HashMap<>();
    for (String organizationId : organizationIds) {
      sequences.put(organizationId, 1L);
    }
    return catchUp
        .await(DIRECTORY, new Positions(1, sequences))
        .await()
        .atMost(Duration.ofSeconds(60));
  }

  private CatchUp catchUp(Duration bound) {
    return catchUp(bound, Integer.MAX_VALUE);
  }

  private CatchUp catchUp(Duration bound, int reachedAtLook) {
    return catchUp(bound, reachedAtLook, bound);
  }

  private CatchUp catchUp(Duration remembered, int reachedAtLook, Duration bound) {
    ViewLook look =
        new ViewLook() {
          @Override
          public Uni<Map<String, ViewStatus>> against(
              Positions target, BoundedContext owner, Collection<String> organizationIds) {
            if (looks.incrementAndGet() >= reachedAtLook) {
              view.replaceAll((id, status) -> ViewStatus.REACHED);
            }
            Map<String, ViewStatus> found = new HashMap<>(view);
            found.keySet().retainAll(organizationIds);
            return Uni.createFrom().item(found);
          }

          @Override
          public int partitionOf(String organizationId) {
            return 0;
          }
        };
    return new CatchUp(
        POLICY,
        Set.of(DIRECTORY),
        (owner, ids) -> Uni.createFrom().failure(new OwnerAway(owner, "test")),
        look,
        bound,
        remembered);
  }
}
