package org.postroom.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.postroom.gateway.limit.Limit;

/**
 * What a client does with a connection. It sees the bytes that come, before TLS and HTTP, and is
 * told of the requests that were found in them.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "connection");

  private static final long NONE = Long.MIN_VALUE;

  private final Channel channel;
  private final LongSupplier nanos;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile long headSince;
  private volatile long quietSince;
  private volatile boolean multiplexed;

  Connection(Channel channel, LongSupplier nanos) {
    this.channel = channel;
    this.nanos = nanos;
    this.headSince = nanos.getAsLong();
    this.quietSince = headSince;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    // Frames of HTTP/2 that belong to no request come at any time.
    if (headSince == NONE && !multiplexed && requests.get() == 0) {
      headSince = nanos.getAsLong();
    }
    context.fireChannelRead(bytes);
  }

  /** A request's head has come. */
  void begins(boolean http2) {
    multiplexed = http2;
    requests.incrementAndGet();
    headSince = NONE;
  }

  /** A request was answered, or given up. */
  void ends() {
    quietSince = nanos.getAsLong();
    requests.decrementAndGet();
  }

  /**
   * Whether a client that sends the next request has left answers to former ones lying: over
   * HTTP/1.1 it has no reason to.
   */
  boolean hasUnreadAnswers() {
    return !multiplexed && !channel.isWritable();
  }

  /** The limit that it has overstepped; null for none. */
  Limit overstepped(long headNanos, long idleNanos) {
    long now = nanos.getAsLong();
    long head = headSince;
    if (requests.get() > 0) {
      return null;
    }
    if (head != NONE && now - head > headNanos) {
      return Limit.HEAD_TIME;
    }
    return now - quietSince > idleNanos ? Limit.IDLE_TIME : null;
  }

  void close() {
    channel.close();
  }
}
