package org.postroom.system.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A TCP forwarder in this JVM: the way to a server, which can be cut, or swallow what is sent; or a
 * small balancer, when there are several servers to go to.
 */
final class Wire implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1_000;

  private final ServerSocket entrance;
  private final Supplier<List<Integer>> servers;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;

  /** What becomes of bytes. */
  enum State {
    WHOLE,
    /** Connections are reset, and no new ones accepted. */
    CUT,
    /** Connections stay open and nothing that is sent arrives, either way. */
    SWALLOWING
  }

  /**
   * @param servers ports of those who can take a connection now, asked at each; the first that does
   *     gets it, beginning with another one each time
   */
  Wire(Supplier<List<Integer>> servers) {
    this.servers = servers;
    try {
      entrance = new ServerSocket();
      entrance.setReuseAddress(true);
      entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread("wire-accept", this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  void cut() {
    state = State.CUT;
    resetAll();
  }

  void swallow() {
    state = State.SWALLOWING;
  }

  /** Mends it. What was swallowed is lost, so its connections are too. */
  void mend() {
    boolean lost = state == State.SWALLOWING;
    state = State.WHOLE;
    if (lost) {
      resetAll();
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    resetAll();
  }

  private void resetAll() {
    sockets.forEach(Wire::reset);
  }

  private static void reset(Socket socket) {
    try {
      // Lingering for no time, it is reset, not ended in order.
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
    try {
      socket.close();
    } catch (IOException e) {
      // closed already
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        thread("wire-connect", () -> connect(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    Socket server = state == State.CUT ? null : server();
    if (server == null || state == State.CUT) {
      end(client);
      if (server != null) {
        end(server);
      }
      return;
    }
    sockets.add(server);
    thread("wire-in", () -> pass(client, server));
    thread("wire-out", () -> pass(server, client));
  }

  private Socket server() {
    List<Integer> ports = servers.get();
    int first = turn.getAndIncrement();
    for (int i = 0; i < ports.size(); i++) {
      int port = ports.get(Math.floorMod(first + i, ports.size()));
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return socket;
      } catch (IOException e) {
        reset(socket);
      }
    }
    return null;
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[32 * 1024];
    try {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (state == State.WHOLE) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // either side has gone; so goes the other
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    reset(socket);
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
