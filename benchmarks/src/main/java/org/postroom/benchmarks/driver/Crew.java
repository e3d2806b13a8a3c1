package org.postroom.benchmarks.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.postroom.benchmarks.driver.JobResult.GroupResult;

/** The clients of one group while their job runs. */
final class Crew {
  private static final long ANSWER_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Job.Group group;
  private final RequestSigner signer;
  private final RandomGenerator random;
  private final Requests requests;
  private final List<Connection> connections = new ArrayList<>();
  private final Latencies latencies = new Latencies();
  private final Map<String, Long> unexpected = new TreeMap<>();
  private final long from;
  private final long until;
  private long sent;
  private long answered;
  private long lastAnswer;

  /** Connects the clients and sends their first requests. */
  Crew(
      Target target,
      Job.Group group,
      Selector selector,
      RequestSigner signer,
      RandomGenerator random,
      long from,
      long until)
      throws IOException {
    this.group = group;
    this.signer = signer;
    this.random = random;
    this.requests = group.work().start(group.clients());
    this.from = from;
    this.until = until;
    this.lastAnswer = from;
    for (int client = 0; client < group.clients(); client++) {
      connections.add(new Connection(target, selector, this, client));
    }
    for (Connection connection : connections) {
      sendNext(connection);
    }
  }

  /** Whether an answer is still to come. */
  boolean busy() {
    return connections.stream().anyMatch(connection -> connection.busy);
  }

  /** Goes on with a connection that can be written to or read from. */
  void serve(Connection connection, SelectionKey key, ByteBuffer scratch) throws IOException {
    try {
      if (key.isWritable()) {
        connection.flush();
      }
      if (key.isReadable()) {
        ResponseBuffer response = connection.receive(scratch);
        if (response != null) {
          answered(connection, response);
          sendNext(connection);
        }
      }
    } catch (IOException e) {
      lost(connection, "connection lost");
    }
  }

  /** Connects anew where no answer came. */
  void giveUpOnTheLost() throws IOException {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      if (connection.busy && now - connection.sentAt > ANSWER_TIMEOUT_NANOS) {
        lost(connection, "no answer");
      }
    }
  }

  GroupResult result() {
    return new GroupResult(
        group.label(),
        answered,
        latencies.count(),
        unexpected,
        ((until == Long.MAX_VALUE ? lastAnswer : until) - from) / 1e9,
        latencies.percentileMicros(0.5),
        latencies.percentileMicros(0.9),
        latencies.percentileMicros(0.99),
        latencies.percentileMicros(1));
  }

  void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private void answered(Connection connection, ResponseBuffer response) {
    long now = System.nanoTime();
    answered++;
    String flaw = requests.answered(connection.client, response.status(), response.body());
    if (now >= from && now <= until) {
      lastAnswer = now;
      if (flaw == null) {
        latencies.add(now - connection.sentAt);
      } else {
        unexpected.merge(flaw, 1L, Long::sum);
      }
    }
  }

  private void lost(Connection connection, String how) throws IOException {
    unexpected.merge(how, 1L, Long::sum);
    connection.open();
    sendNext(connection);
  }

  private void sendNext(Connection connection) throws IOException {
    long now = System.nanoTime();
    if (now > until || (group.limit() > 0 && sent >= group.limit())) {
      return;
    }
    sent++;
    String invocation = new UUID(random.nextLong(), random.nextLong()).toString();
    byte[] request = requests.whole(signer, invocation, connection.client);
    connection.send(request, System.nanoTime());
  }
}
