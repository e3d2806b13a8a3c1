package org.postroom.gateway.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.postroom.gateway.config.ConnectionsConfig;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.limit.Limit;
import org.postroom.gateway.limit.Refusals;
import org.postroom.gateway.limit.SourceAddress;

/**
 * The connections of all callers: not too many, not too many of one, and none that is held open
 * without use. Idle time-outs alone would not do: a client that sends a byte now and then is never
 * idle.
 */
@Singleton
public class Connections {
  private final int total;
  private final int perSource;
  private final long headNanos;
  private final long idleNanos;
  private final Refusals refusals;
  private final LongSupplier nanos;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Integer> sources = new ConcurrentHashMap<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  private volatile boolean guarded;

  @Inject
  Connections(GatewayConfig config, Refusals refusals, MeterRegistry metrics) {
    this(config.gateway().connections(), refusals, System::nanoTime);
    metrics.gauge("postroom.gateway.connections", count, AtomicInteger::get);
    metrics.gauge("postroom.gateway.connections.sources", sources, Map::size);
  }

  Connections(ConnectionsConfig config, Refusals refusals, LongSupplier nanos) {
    this.total = config.total();
    this.perSource = config.perSource() == 0 ? Integer.MAX_VALUE : config.perSource();
    this.headNanos = config.headTimeout().toNanos();
    this.idleNanos = config.idleTimeout().toNanos();
    this.refusals = refusals;
    this.nanos = nanos;
  }

  /** Says that a server channel has the gate. */
  void guard() {
    guarded = true;
  }

  /** Whether a server channel has the gate. */
  boolean isGuarded() {
    return guarded;
  }

  /** Takes a new connection in, unless there are enough; it leaves when it is closed. */
  boolean enters(Channel channel) {
    String source = sourceOf(channel.remoteAddress());
    if (count.incrementAndGet() > total) {
      count.decrementAndGet();
      refusals.count(Limit.CONNECTIONS);
      return false;
    }
    if (sources.merge(source, 1, Integer::sum) > perSource) {
      leaves(source);
      refusals.count(Limit.SOURCE_CONNECTIONS);
      return false;
    }
    Connection connection = new Connection(channel, nanos);
    open.add(connection);
    channel.attr(Connection.KEY).set(connection);
    channel.pipeline().addFirst(connection);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              open.remove(connection);
              leaves(source);
            });
    return true;
  }

  private void leaves(String source) {
    sources.computeIfPresent(source, (key, held) -> held == 1 ? null : held - 1);
    count.decrementAndGet();
  }

  /** Closes those whose clients take too long; called periodically. */
  public void sweep() {
    for (Connection connection : open) {
      Limit overstepped = connection.overstepped(headNanos, idleNanos);
      if (overstepped != null) {
        refusals.count(overstepped);
        connection.close();
      }
    }
  }

  int count() {
    return count.get();
  }

  private static String sourceOf(SocketAddress address) {
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? SourceAddress.keyOf(internet.getAddress().getHostAddress())
        : "";
  }
}
