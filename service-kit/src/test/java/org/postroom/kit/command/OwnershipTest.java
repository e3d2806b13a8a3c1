package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.Mechanisms;
import org.postroom.kit.lane.Moments;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.toy.MisbehaveHandler;

/** One writer per lane: rebalances, zombies, and failed sends; each mechanism switched off once. */
@QuarkusTest
class OwnershipTest extends RigTest {

  @AfterEach
  void open() {
    MisbehaveHandler.gate.complete(null);
    MisbehaveHandler.gate = CompletableFuture.completedFuture(null);
  }

  @Test
  void lanesMoveBetweenInstancesUnderLoad() {
    long seed = System.nanoTime();
    System.getLogger("seed").log(System.Logger.Level.INFO, "seed=" + seed);
    Random random = new Random(seed);
    List<Rig.Instance> running = new ArrayList<>();
    running.add(rig.startReady(new Rig.Plan()));
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 25; i++) {
        commands.add(client.send(count(1)));
      }
      if (running.size() > 1 && random.nextBoolean()) {
        running.remove(random.nextInt(running.size())).close();
      } else {
        running.add(rig.start(new Rig.Plan()));
      }
      client.isAnswered(commands.get(random.nextInt(commands.size())));
    }
    for (CommandEnvelope command : commands) {
      assertThat(client.isAnswered(command) ? client.error(command) : insist(command).error())
          .isNull();
    }
    assertCounted(100, 100);
  }

  @Test
  void aZombieCanDoNothing() {
    assertThat(positionAfterZombie(Mechanisms.ALL)).isZero();
    assertCounted(3, 3);
  }

  @Test
  void withoutThePositionCheckAZombieMovesThePosition() {
    assertThat(positionAfterZombie(new Mechanisms(true, false, true, true))).isNotZero();
  }

  /**
   * An instance stops before its transaction, its lane moves on to another one, it wakes up.
   *
   * @return how far the position went when it woke
   */
  private long positionAfterZombie(Mechanisms mechanisms) {
    CountDownLatch woken = new CountDownLatch(1);
    CountDownLatch asleep = new CountDownLatch(1);
    AtomicBoolean armed = new AtomicBoolean();
    CompletableFuture<Void> done = new CompletableFuture<>();
    Rig.Plan plan = new Rig.Plan();
    plan.revocation = Duration.ofMillis(100);
    plan.mechanisms = mechanisms;
    plan.moments =
        new Moments() {
          @Override
          public void beforeTransaction(Lane lane) {
            if (armed.compareAndSet(true, false)) {
              asleep.countDown();
              sleepUntil(woken);
            } else if (asleep.getCount() == 0) {
              done.complete(null);
            }
          }

          @Override
          public void afterCommit() {
            if (asleep.getCount() == 0) {
              done.complete(null);
            }
          }
        };
    Rig.Instance zombie = rig.startReady(plan);
    assertThat(client.error(client.send(count(1)))).isNull();
    armed.set(true);
    CommandEnvelope second = client.send(count(1));
    await().until(() -> asleep.getCount() == 0);
    zombie.close();
    rig.startReady(new Rig.Plan());
    assertThat(insist(second).error()).isNull();
    CommandEnvelope third = client.send(count(1));
    assertThat(client.error(third)).isNull();
    long before = position();
    woken.countDown();
    await().during(Duration.ofMillis(300)).until(() -> true);
    return position() - before;
  }

  private long position() {
    return (Long)
        rig.rows(
                "select position from lane where topic = $1 and partition = $2",
                Rig.CONTEXT.commandTopic(),
                Publisher.partitionOf(organization, partitions))
            .get(0)[0];
  }

  /** Uninterruptible, as a stopped process is. */
  private static void sleepUntil(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      // The process does not know that it was given up.
      Thread.interrupted();
    }
  }

  @Test
  void nobodyDecidesWhileAnotherHoldsTheLane() {
    assertThat(decisionsOfOneCommand(Mechanisms.ALL)).isEqualTo(1);
  }

  @Test
  void withoutTheLockTwoDecideAtOnce() {
    assertThat(decisionsOfOneCommand(new Mechanisms(false, true, true, true))).isEqualTo(2);
  }

  /** An instance is in the middle of a decision when its lane is assigned to another one. */
  private int decisionsOfOneCommand(Mechanisms mechanisms) {
    MisbehaveHandler.WAITS.set(0);
    MisbehaveHandler.gate = new CompletableFuture<>();
    Rig.Plan plan = new Rig.Plan();
    plan.revocation = Duration.ofMillis(100);
    plan.mechanisms = mechanisms;
    Rig.Instance first = rig.startReady(plan);
    CommandEnvelope command = client.send(misbehave("wait"));
    await().until(() -> MisbehaveHandler.WAITS.get() == 1);
    Thread closing = new Thread(first::close);
    closing.start();
    Rig.Plan next = new Rig.Plan();
    next.mechanisms = mechanisms;
    rig.start(next);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> MisbehaveHandler.WAITS.get() == 2 || isSomebodyWaitingForALock());
    MisbehaveHandler.gate.complete(null);
    assertThat(insist(command).error()).isNull();
    return MisbehaveHandler.WAITS.get();
  }

  private boolean isSomebodyWaitingForALock() {
    return !rig.rows("select 1 from pg_stat_activity where wait_event_type = 'Lock'").isEmpty();
  }

  @Test
  void aStoppedHolderIsFreedByTheDatabase() {
    MisbehaveHandler.WAITS.set(0);
    MisbehaveHandler.gate = new CompletableFuture<>();
    Rig.Plan plan = new Rig.Plan();
    plan.revocation = Duration.ofMillis(100);
    Rig.Instance first = rig.startReady(plan);
    CommandEnvelope command = client.send(misbehave("wait"));
    await().until(() -> MisbehaveHandler.WAITS.get() == 1);
    new Thread(first::close).start();
    rig.start(new Rig.Plan());
    // The gate stays shut for the first one's transaction; idle, it is ended.
    await().atMost(Duration.ofSeconds(30)).until(() -> MisbehaveHandler.WAITS.get() == 2);
    MisbehaveHandler.gate.complete(null);
    assertThat(insist(command).error()).isNull();
    CommandEnvelope after = client.send(count(1));
    assertThat(client.error(after)).isNull();
    assertCounted(1, 1);
  }

  @Test
  void whatFollowsAFailedSendIsPublishedAgainInOrder() {
    publishWithALostRecord(Mechanisms.ALL);
    assertCounted(13, 13);
  }

  @Test
  void withoutOrderedRepublishingASubscriberMissesAnEvent() {
    publishWithALostRecord(new Mechanisms(true, true, false, true));
    assertThatThrownBy(
            () ->
                await()
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> client.seen(organization).size() == 13))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("comes");
  }

  /** The third event record is lost. */
  private void publishWithALostRecord(Mechanisms mechanisms) {
    Rig.Plan plan = new Rig.Plan();
    plan.mechanisms = mechanisms;
    AtomicInteger sends = new AtomicInteger();
    plan.producer = real -> losing(real, sends);
    rig.startReady(plan);
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      commands.add(client.send(count(1)));
    }
    commands.forEach(command -> assertThat(insist(command).error()).isNull());
    assertThat(insist(count(1)).error()).isNull();
  }

  @SuppressWarnings("unchecked")
  private static Producer<String, byte[]> losing(
      Producer<String, byte[]> real, AtomicInteger sends) {
    return (Producer<String, byte[]>)
        Proxy.newProxyInstance(
            OwnershipTest.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("send")
                  && ((ProducerRecord<?, ?>) arguments[0]).topic().equals(Rig.CONTEXT.eventTopic())
                  && sends.incrementAndGet() == 3) {
                KafkaException lost = new KafkaException("injected");
                ((Callback) arguments[1]).onCompletion(null, lost);
                return CompletableFuture.failedFuture(lost);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
