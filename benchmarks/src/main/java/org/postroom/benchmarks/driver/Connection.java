package org.postroom.benchmarks.driver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One client's keep-alive connection, driven by {@link LoadLoop}. */
final class Connection {
  private final Target target;
  private final Selector selector;
  private final ResponseBuffer response = new ResponseBuffer();
  private SocketChannel channel;
  private SelectionKey key;
  private ByteBuffer unsent;

  final Crew crew;
  final int client;
  long sentAt;
  boolean busy;

  Connection(Target target, Selector selector, Crew crew, int client) throws IOException {
    this.crew = crew;
    this.target = target;
    this.selector = selector;
    this.client = client;
    open();
  }

  /** Connects anew, whatever became of the connection before. */
  void open() throws IOException {
    close();
    channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port(client)));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
    busy = false;
  }

  void send(byte[] request, long now) throws IOException {
    response.clear();
    busy = true;
    sentAt = now;
    unsent = ByteBuffer.wrap(request);
    flush();
  }

  void flush() throws IOException {
    channel.write(unsent);
    key.interestOps(
        unsent.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /** Reads what is there; the response when it is complete, else null. */
  ResponseBuffer receive(ByteBuffer scratch) throws IOException {
    while (true) {
      scratch.clear();
      int read = channel.read(scratch);
      if (read < 0) {
        throw new IOException("closed by the server");
      }
      if (read == 0) {
        return null;
      }
      response.add(scratch.array(), read);
      if (response.complete()) {
        busy = false;
        return response;
      }
    }
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
