package org.postroom.gateway.feed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.postroom.contract.operation.BoundedContext;

/**
 * One follower's reader: pages of what has come since a cursor, and waiting for more. It holds the
 * ends of its partitions in memory until it is closed. Only one call may be under way.
 */
final class FeedReader implements AutoCloseable {
  private final FeedScope scope;
  private final Tail tail;
  private final CatchUp catchUp;
  private final Map<BoundedContext, Ring> rings = new EnumMap<>(BoundedContext.class);
  private CompletableFuture<List<Slice>> underWay;
  private boolean closed;

  FeedReader(FeedScope scope, Tail tail, CatchUp catchUp) {
    this.scope = scope;
    this.tail = tail;
    this.catchUp = catchUp;
    for (BoundedContext context : BoundedContext.values()) {
      if (scope.contexts().contains(context)) {
        rings.put(context, tail.follow(scope, context));
      }
    }
  }

  /**
   * The next page. It is there at once when memory holds all of it; otherwise it comes from one of
   * the threads that read Kafka.
   */
  CompletableFuture<Page> page(Cursor from, int limit) {
    List<Slice> slices = new ArrayList<>();
    List<Slice> behind = new ArrayList<>();
    rings.forEach(
        (context, ring) -> {
          Slice slice = new Slice(context, scope, from.in(context), limit);
          slices.add(slice);
          if (!ring.fill(slice)) {
            behind.add(slice);
          }
        });
    if (behind.isEmpty()) {
      return CompletableFuture.completedFuture(Page.merge(from, slices, limit));
    }
    underWay = catchUp.fill(scope.account(), behind);
    return underWay.thenApply(filled -> Page.merge(from, slices, limit));
  }

  /** Waits for more; the callback is called on any thread, perhaps at once, perhaps repeatedly. */
  Wait await(Cursor from, Runnable wake) {
    return new Wait(from, wake);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (underWay != null) {
      underWay.cancel(false);
    }
    rings.keySet().forEach(context -> tail.leave(scope, context));
  }

  /** What waits until something has come for the follower. */
  final class Wait {
    private final Map<BoundedContext, Ring.Watch> watches = new EnumMap<>(BoundedContext.class);
    private final Cursor from;

    private Wait(Cursor from, Runnable wake) {
      this.from = from;
      rings.forEach(
          (context, ring) ->
              watches.put(
                  context, ring.watch(scope.organizationId(), from.in(context).offset(), wake)));
    }

    /** Ends it, and says from where to go on: what was others' need not be read again. */
    Cursor close() {
      Cursor next = from;
      for (Map.Entry<BoundedContext, Ring.Watch> watch : watches.entrySet()) {
        Position position = from.in(watch.getKey());
        next = next.with(watch.getKey(), position.at(watch.getValue().close()));
      }
      return next;
    }
  }
}
