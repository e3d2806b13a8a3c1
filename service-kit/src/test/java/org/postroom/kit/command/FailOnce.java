package org.postroom.kit.command;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.Moments;

/** Fails a few times at one moment, then never again. */
final class FailOnce implements Moments {
  /** Where. */
  enum Point {
    BEFORE_TRANSACTION,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_PUBLISH,
    AFTER_PUBLISH,
    AFTER_REPLIES
  }

  private final Point point;
  private final Supplier<RuntimeException> failure;
  private final AtomicInteger passes = new AtomicInteger();
  private final int skipped;
  private final int failures;

  /** Lets the first passes through, then fails so many times. */
  FailOnce(Point point, int skipped, int failures, Supplier<RuntimeException> failure) {
    this.point = point;
    this.failure = failure;
    this.skipped = skipped;
    this.failures = failures;
  }

  boolean isOver() {
    return passes.get() >= skipped + failures;
  }

  private void pass(Point now) {
    if (now == point) {
      int pass = passes.getAndIncrement();
      if (pass >= skipped && pass < skipped + failures) {
        throw failure.get();
      }
    }
  }

  @Override
  public void beforeTransaction(Lane lane) {
    pass(Point.BEFORE_TRANSACTION);
  }

  @Override
  public Void beforeCommit() {
    pass(Point.BEFORE_COMMIT);
    return null;
  }

  @Override
  public void afterCommit() {
    pass(Point.AFTER_COMMIT);
  }

  @Override
  public void beforePublish(Lane lane) {
    pass(Point.BEFORE_PUBLISH);
  }

  @Override
  public void afterPublish(Lane lane) {
    pass(Point.AFTER_PUBLISH);
  }

  @Override
  public void afterReplies(Lane lane) {
    pass(Point.AFTER_REPLIES);
  }
}
