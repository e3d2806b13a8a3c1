package org.postroom.gateway.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.OperationKind;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.limit.Limit;
import org.postroom.gateway.limit.Refusals;

/**
 * Bounds what is under way: commands of each context, and everything of each account, so that
 * neither a slow service nor a busy account takes the gateway from the others.
 */
@Singleton
public class InFlight {
  private final int perContext;
  private final int perAccount;
  private final Refusals refusals;
  private final Map<BoundedContext, AtomicInteger> commands = new EnumMap<>(BoundedContext.class);
  private final Map<BoundedContext, AtomicInteger> queries = new EnumMap<>(BoundedContext.class);
  private final Map<String, AtomicInteger> accounts = new ConcurrentHashMap<>();

  @Inject
  InFlight(GatewayConfig config, MeterRegistry metrics, Refusals refusals) {
    this(config.gateway().inFlightPerContext(), config.gateway().inFlightPerAccount(), refusals);
    commands.forEach((context, count) -> gauge(metrics, context, "command", count));
    queries.forEach((context, count) -> gauge(metrics, context, "query", count));
  }

  InFlight(int perContext, int perAccount, Refusals refusals) {
    this.refusals = refusals;
    this.perContext = perContext;
    this.perAccount = perAccount;
    for (BoundedContext context : BoundedContext.values()) {
      commands.put(context, new AtomicInteger());
      queries.put(context, new AtomicInteger());
    }
  }

  /**
   * Takes a place; closing what is returned gives it back.
   *
   * @throws OperationRejected ThrottlingException, when there is none
   */
  Place take(BoundedContext context, OperationKind kind, String account) {
    AtomicInteger ofContext = (kind == OperationKind.COMMAND ? commands : queries).get(context);
    // Accounts come from the credentials file, so that this map stays as small as that.
    AtomicInteger ofAccount = accounts.computeIfAbsent(account, key -> new AtomicInteger());
    take(ofContext, perContext, Limit.CONTEXT_IN_FLIGHT);
    try {
      take(ofAccount, perAccount, Limit.ACCOUNT_IN_FLIGHT);
    } catch (OperationRejected e) {
      ofContext.decrementAndGet();
      throw e;
    }
    return new Place(ofContext, ofAccount);
  }

  private void take(AtomicInteger count, int bound, Limit limit) {
    if (count.incrementAndGet() > bound) {
      count.decrementAndGet();
      throw refusals.throttled(limit);
    }
  }

  private static void gauge(
      MeterRegistry metrics, BoundedContext context, String kind, AtomicInteger count) {
    metrics.gauge(
        "postroom.gateway.in.flight",
        Tags.of("context", context.wireName(), "kind", kind),
        count,
        AtomicInteger::get);
  }

  /** A place that is taken until it is released; releasing it again does nothing. */
  static final class Place {
    private final AtomicInteger ofContext;
    private final AtomicInteger ofAccount;
    private final AtomicBoolean released = new AtomicBoolean();

    private Place(AtomicInteger ofContext, AtomicInteger ofAccount) {
      this.ofContext = ofContext;
      this.ofAccount = ofAccount;
    }

    void release() {
      if (released.compareAndSet(false, true)) {
        ofContext.decrementAndGet();
        ofAccount.decrementAndGet();
      }
    }
  }
}
