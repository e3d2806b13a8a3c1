package org.postroom.transport;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks another part of the installation what changes nothing there. Its name may stand for several
 * replicas of which one has just gone, or has closed a kept connection: then the question goes out
 * again, and the name's next address may answer. That is no reason to bother who waits for it.
 */
public final class Asking {
  /** With two addresses, the one that is gone is hardly met so often in a row. */
  private static final int MOST = 4;

  private Asking() {}

  /**
   * Asks up to four times, at once, as long as there is no connection or it ends.
   *
   * @param question sends it on a connection of the client's choice; must be harmless to repeat
   * @param bound for all of it, so that nobody waits longer for having met somebody who is gone
   * @return the first answer, or the last failure; any other failure is not asked again for. A
   *     {@link java.util.concurrent.TimeoutException} when the time is up
   */
  public static <T> Future<T> replicas(Supplier<Future<T>> question, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    return ask(question, MOST, deadline).timeout(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> Future<T> ask(Supplier<Future<T>> question, int most, long deadline) {
    return question
        .get()
        .recover(
            failure ->
                most > 1 && isOfConnection(failure) && System.nanoTime() - deadline < 0
                    ? ask(question, most - 1, deadline)
                    : Future.failedFuture(failure));
  }

  private static boolean isOfConnection(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof IOException;
  }
}
