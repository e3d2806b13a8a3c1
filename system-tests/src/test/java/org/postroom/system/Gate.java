package org.postroom.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.IntSupplier;

/**
 * Stands before a server and lets everything through, until it is closed to answers: then each
 * connection gets so many bytes more and waits. It makes "in the middle" a place where a test can
 * stay as long as it likes.
 */
final class Gate implements AutoCloseable {
  private static final long OPEN = Long.MAX_VALUE;

  private final ServerSocket entrance;
  private final IntSupplier server;
  private long allowed = OPEN;

  /**
   * @param server the port behind it, asked for at every connection
   */
  Gate(IntSupplier server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread("gate", this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on no connection gets more than this, counted from its beginning. */
  synchronized void holdAfter(long bytes) {
    allowed = bytes;
  }

  /** Lets everything through again, what waits first. */
  synchronized void open() {
    allowed = OPEN;
    notifyAll();
  }

  @Override
  public void close() {
    open();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt());
        thread("gate-in", () -> pass(client, behind, false));
        thread("gate-out", () -> pass(behind, client, true));
      } catch (IOException e) {
        // closed, or nobody there: the client sees that it gets nothing
      }
    }
  }

  private void pass(Socket from, Socket to, boolean held) {
    byte[] buffer = new byte[16 * 1024];
    long passed = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        passed += read;
        if (held) {
          awaitLeave(passed);
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // either side has gone; so goes the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitLeave(long passed) throws InterruptedException {
    while (passed > allowed) {
      wait();
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
