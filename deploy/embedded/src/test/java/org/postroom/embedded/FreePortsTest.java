package org.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** Looking at ports. */
class FreePortsTest {
  private static final int LOOKS = 200;

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

  /** To bind the port would find out the same of a server, and be in the way of one that begins. */
  @Test
  void whoHoldsAPortWithoutListeningDoesNotServeIt() throws IOException {
    try (Socket holder = new Socket()) {
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(FreePorts.isFree(port)).isFalse();
      assertThat(FreePorts.isServed(port)).isFalse();
    }
  }

  /** A broker that is started again is looked for until it listens. */
  @Test
  void whoWasLookedForCanBegin() throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      assertThat(FreePorts.isServed(port)).isFalse();
    }
    try (ServerSocket server = listen()) {
      assertThat(server.getLocalPort()).isEqualTo(port);
    }
  }

  private ServerSocket listen() throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }
}
