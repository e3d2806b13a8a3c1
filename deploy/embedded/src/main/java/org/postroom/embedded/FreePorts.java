package org.postroom.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.random.RandomGenerator;

/**
 * Finds loopback TCP ports nobody listens on. They come from below the range from which systems
 * take the ports of outgoing connections, so that a found port is still free moments later, and
 * stays free while its server restarts.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1_000;
  private static final int CONNECT_MILLIS = 1_000;

  private final RandomGenerator random;

  public FreePorts(RandomGenerator random) {
    this.random = random;
  }

  /** A port that was free when asked. */
  public int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free TCP port between " + FIRST + " and " + LAST);
  }

  /**
   * Whether a server could listen on this loopback port now. The port is taken for a moment to find
   * out; for one that somebody is about to listen on, ask {@link #isServed}.
   */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a server that has just ended linger; its successor can listen all the same.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether somebody listens on this loopback port. Whoever is about to is not in the way. */
  public static boolean isServed(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
