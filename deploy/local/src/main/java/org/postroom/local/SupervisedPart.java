package org.postroom.local;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps one part running: when its process ends without having been told to, it is started again,
 * at once the first time, with growing pauses while it keeps dying young.
 */
final class SupervisedPart {
  private static final Logger LOG = Logger.getLogger(SupervisedPart.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration YOUNG = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Part part;
  private final Runnable changed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private boolean wantedRunning;
  private boolean ended;
  private volatile int restarts;
  private volatile RecordedProcess process;
  private volatile boolean ready;

  /**
   * @param changed called after every start, for instance to write the new process id down
   */
  SupervisedPart(Part part, Runnable changed) {
    this.part = part;
    this.changed = changed;
  }

  Part part() {
    return part;
  }

  int restarts() {
    return restarts;
  }

  /** Whether it has come up; then it is expected to stay up. */
  boolean isReady() {
    return ready;
  }

  void markReady() {
    ready = true;
    changed.run();
  }

  /** Whether it is meant to run now. */
  boolean isWanted() {
    lock.lock();
    try {
      return wantedRunning;
    } finally {
      lock.unlock();
    }
  }

  /** The last process; null before the first start. */
  RecordedProcess process() {
    return process;
  }

  /** Starts the part; a failure is the caller's to handle. */
  void start() {
    lock.lock();
    try {
      if (ended) {
        throw new InstallationException("The installation is being stopped.");
      }
      startProcess();
      wantedRunning = true;
    } finally {
      lock.unlock();
    }
    changed.run();
  }

  /** From now on the part is started again when it dies. */
  void supervise() {
    Thread watch = new Thread(this::watch, "watch-" + part.name());
    watch.setDaemon(true);
    watch.start();
  }

  /** Stops the part and leaves it stopped. */
  void stop() {
    lock.lock();
    try {
      wantedRunning = false;
      part.stop();
    } finally {
      lock.unlock();
    }
  }

  /** Stops the part for good. */
  void end() {
    lock.lock();
    try {
      ended = true;
      wantedRunning = false;
      wanted.signalAll();
      part.stop();
    } finally {
      lock.unlock();
    }
  }

  /** Kills the process, which makes a supervised part start again. */
  void kill() {
    RecordedProcess current = process;
    part.handle().destroyForcibly();
    current.awaitEnd(Duration.ofSeconds(30));
  }

  private void watch() {
    Duration pause = Duration.ZERO;
    long startedAt = System.nanoTime();
    lock.lock();
    try {
      while (!ended) {
        if (!wantedRunning || part.isAlive()) {
          await(LOOK_EVERY);
          continue;
        }
        boolean young = System.nanoTime() - startedAt < YOUNG.toNanos();
        pause = young ? longer(pause) : Duration.ZERO;
        LOG.warnf(
            "Part died and is started again part=%s restarts=%d pauseMs=%d",
            part.name(), restarts + 1, pause.toMillis());
        await(pause);
        if (ended || !wantedRunning || part.isAlive()) {
          continue;
        }
        startedAt = System.nanoTime();
        restartProcess();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void restartProcess() {
    restarts++;
    try {
      startProcess();
    } catch (RuntimeException e) {
      LOG.errorf("Part could not be started part=%s reason=%s", part.name(), e.getMessage());
    }
    changed.run();
  }

  private void startProcess() {
    part.start();
    process = RecordedProcess.of(part.handle());
  }

  private void await(Duration pause) throws InterruptedException {
    long rest = pause.toNanos();
    while (rest > 0 && !ended) {
      rest = wanted.awaitNanos(rest);
    }
  }

  private static Duration longer(Duration pause) {
    if (pause.isZero()) {
      return FIRST_PAUSE;
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
