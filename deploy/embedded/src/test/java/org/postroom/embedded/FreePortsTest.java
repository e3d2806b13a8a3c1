package org.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Looking at ports. */
class FreePortsTest {
  private static final int LOOKS = 2_000;

  private final int port = new FreePorts(new SecureRandom()).next();

  @Test
  void aPortIsServedWhileSomebodyListens() throws IOException {
    assertThat(FreePorts.isServed(port)).isFalse();
    assertThat(FreePorts.isFree(port)).isTrue();
    try (ServerSocket server = listen()) {
      assertThat(server.isBound()).isTrue();
      assertThat(FreePorts.isServed(port)).isTrue();
      assertThat(FreePorts.isFree(port)).isFalse();
    }
    assertThat(FreePorts.isServed(port)).isFalse();
  }

  /** A broker that is started again is looked for all the time until it listens. */
  @Test
  void whoIsLookedForCanBegin() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    Thread looking =
        new Thread(
            () -> {
              while (!enough.get()) {
                FreePorts.isServed(port);
                looks.incrementAndGet();
              }
            });
    looking.start();
    try {
      while (looks.get() < LOOKS) {
        listen().close();
      }
    } finally {
      enough.set(true);
      looking.join();
    }
  }

  private ServerSocket listen() throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }
}
