package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;

/** A command that must catch up with another context ends the batch before it. */
@QuarkusTest
class CatchUpTest extends RigTest {
  private final List<Set<String>> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /** Waits for the latch, for at most the bound. */
  private CatchUpTargets waiting(Duration bound) {
    return (owner, organizationIds) -> {
      assertThat(owner).isEqualTo(BoundedContext.DIRECTORY);
      asked.add(new HashSet<>(organizationIds));
      return new CatchUpTargets.Target() {
        @Override
        public boolean await(String organizationId) {
          try {
            return caughtUp.await(bound.toMillis(), TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
        }

        @Override
        public Set<String> reached() {
          return caughtUp.getCount() == 0 ? organizationIds : Set.of();
        }
      };
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"catch-up", "swallowed-catch-up"})
  void whatPrecedesIsAnsweredWhileItWaitsAndNoLockIsHeld(String how) {
    Rig.Plan plan = new Rig.Plan();
    plan.catchUps = waiting(Duration.ofMinutes(1));
    rig.startReady(plan);
    CommandEnvelope before = client.send(count(1));
    CommandEnvelope waits = client.send(misbehave(how));
    CommandEnvelope after = client.send(count(1));
    CommandEnvelope waitsToo = client.send(misbehave(how));
    assertThat(client.error(before)).isNull();
    await().until(() -> !asked.isEmpty());
    // The lane's row is free: somebody else could take the lane over.
    rig.rows("select 1 from lane where topic = $1 for update nowait", Rig.CONTEXT.commandTopic());
    assertThat(client.isAnswered(waits)).isFalse();
    assertThat(client.isAnswered(after)).isFalse();
    caughtUp.countDown();
    for (CommandEnvelope command : List.of(waits, after, waitsToo)) {
      assertThat(client.error(command)).isNull();
    }
    assertThat(asked.size()).isLessThanOrEqualTo(2);
    assertCounted(2, 2);
  }

  @Test
  void aViewThatDoesNotGetThereIsAnUnavailableServiceForThatCommandAlone() {
    Rig.Plan plan = new Rig.Plan();
    plan.catchUps = waiting(Duration.ofMillis(50));
    rig.startReady(plan);
    CommandEnvelope waits = client.send(misbehave("catch-up"));
    CommandEnvelope after = client.send(count(1));
    assertThat(client.error(waits)).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(client.error(after)).isNull();
    caughtUp.countDown();
    assertThat(client.error(client.send(client.again(waits)))).isNull();
    assertCounted(1, 1);
  }

  @Test
  void anOwnerThatIsAwayIsAnUnavailableServiceForThatCommandAlone() {
    rig.startReady(new Rig.Plan());
    CommandEnvelope waits = client.send(misbehave("catch-up"));
    CommandEnvelope after = client.send(count(1));
    assertThat(client.error(waits)).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(client.error(after)).isNull();
  }
}
