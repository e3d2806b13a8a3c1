package org.postroom.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postroom.gateway.config.ConnectionsConfig;
import org.postroom.gateway.limit.Refusals;

class ConnectionsTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private long nanos = 1;
  private final Connections connections =
      new Connections(new Config(), new Refusals(metrics), () -> nanos);

  @Test
  void aSourceHasNoMoreThanItsPartAndAllTogetherNoMoreThanTheTotal() {
    List<EmbeddedChannel> ofOne = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ofOne.add(connect("10.0.0.1"));
    }
    assertThat(connections.enters(from("10.0.0.1"))).isFalse();
    assertThat(refused("source-connections")).isEqualTo(1);
    connect("10.0.0.2");
    connect("10.0.0.3");
    assertThat(connections.enters(from("10.0.0.4"))).isFalse();
    assertThat(refused("connections")).isEqualTo(1);
    ofOne.get(0).close();
    assertThat(connections.count()).isEqualTo(4);
    assertThat(connections.enters(from("10.0.0.1"))).isTrue();
  }

  @Test
  void aHeadThatTricklesInIsNotWaitedFor() {
    EmbeddedChannel silent = connect("10.0.0.1");
    EmbeddedChannel slow = connect("10.0.0.2");
    EmbeddedChannel quick = connect("10.0.0.3");
    request(quick);
    for (int second = 0; second < 11; second++) {
      slow.writeInbound(Unpooled.wrappedBuffer(new byte[] {'x'}));
      pass(1);
    }
    assertThat(silent.isOpen()).isFalse();
    assertThat(slow.isOpen()).isFalse();
    assertThat(quick.isOpen()).isTrue();
    assertThat(refused("head-time")).isEqualTo(2);
    // The next request's head has its own time.
    pass(8);
    quick.writeInbound(Unpooled.wrappedBuffer(new byte[] {'x'}));
    pass(9);
    assertThat(quick.isOpen()).isTrue();
    pass(2);
    assertThat(quick.isOpen()).isFalse();
  }

  @Test
  void aConnectionWithoutARequestIsClosedButNotOneThatWaitsForItsAnswer() {
    EmbeddedChannel idle = connect("10.0.0.1");
    request(idle);
    EmbeddedChannel waiting = connect("10.0.0.2");
    connection(waiting).begins(false);
    pass(31);
    assertThat(idle.isOpen()).isFalse();
    assertThat(refused("idle-time")).isEqualTo(1);
    pass(600);
    assertThat(waiting.isOpen()).isTrue();
    connection(waiting).ends();
    pass(29);
    assertThat(waiting.isOpen()).isTrue();
    pass(2);
    assertThat(waiting.isOpen()).isFalse();
  }

  @Test
  void framesOfHttp2ThatBelongToNoRequestDoNotKeepAConnectionNorEndIt() {
    EmbeddedChannel channel = connect("10.0.0.1");
    connection(channel).begins(true);
    connection(channel).ends();
    for (int second = 0; second < 29; second++) {
      channel.writeInbound(Unpooled.wrappedBuffer(new byte[17]));
      pass(1);
    }
    assertThat(channel.isOpen()).isTrue();
    pass(2);
    assertThat(channel.isOpen()).isFalse();
  }

  private EmbeddedChannel connect(String address) {
    EmbeddedChannel channel = from(address);
    assertThat(connections.enters(channel)).isTrue();
    return channel;
  }

  private static EmbeddedChannel from(String address) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        try {
          return new InetSocketAddress(InetAddress.getByName(address), 4_711);
        } catch (UnknownHostException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private static Connection connection(EmbeddedChannel channel) {
    return channel.attr(Connection.KEY).get();
  }

  private static void request(EmbeddedChannel channel) {
    connection(channel).begins(false);
    connection(channel).ends();
  }

  private void pass(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    connections.sweep();
  }

  private double refused(String limit) {
    return metrics.get("postroom.gateway.limit.refused").tag("limit", limit).counter().count();
  }

  private record Config() implements ConnectionsConfig {
    @Override
    public int total() {
      return 5;
    }

    @Override
    public int perSource() {
      return 3;
    }

    @Override
    public Duration headTimeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Duration bodyTimeout() {
      return Duration.ofSeconds(20);
    }

    @Override
    public Duration idleTimeout() {
      return Duration.ofSeconds(30);
    }
  }
}
