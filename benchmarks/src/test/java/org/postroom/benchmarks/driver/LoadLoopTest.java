package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final LoadLoop loop = new LoadLoop(Clock.systemUTC(), new SplittableRandom(1));
  private Function<String, String> answers = body -> "{}";
  private int status = 200;
  private long announcedLength;
  private HttpServer server;
  private Target target;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          bodies.add(body);
          byte[] answer = answers.apply(body).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, announcedLength < 0 ? 0 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    target = new Target("127.0.0.1", server.getAddress().getPort(), "us-east-1", "AKID", "secret");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void aLimitedJobAsksForEveryNumberOnce() throws IOException {
    JobResult result =
        loop.run(
            Job.counted(target, 4, 50, new Work.CreateUsers(List.of("m-1", "m-2"), "u-", null)));
    assertThat(result.only().expected()).isEqualTo(50);
    assertThat(result.only().unexpected()).isEmpty();
    assertThat(bodies).hasSize(50).doesNotHaveDuplicates();
    assertThat(bodies.stream().filter(body -> body.contains("\"m-1\""))).hasSize(25);
  }

  @Test
  void theExpectedRefusalCountsAndEverythingElseIsNamed() throws IOException {
    status = 400;
    answers = body -> "{\"__type\":\"NameAvailabilityException\",\"Message\":\"taken\"}";
    assertThat(
            loop.run(Job.counted(target, 1, 3, new Work.CreateTakenUser("m-1", "u")))
                .only()
                .expected())
        .isEqualTo(3);
    assertThat(
            loop.run(Job.counted(target, 1, 3, new Work.CreateUsers(List.of("m-1"), "u", null)))
                .only()
                .unexpected())
        .isEqualTo(Map.of("NameAvailabilityException", 3L));
  }

  @Test
  void listingsFollowTheirTokensAndBeginAgain() throws IOException {
    announcedLength = -1;
    answers =
        body ->
            body.contains("NextToken") ? "{\"Users\":[]}" : "{\"NextToken\":\"t1\",\"Users\":[]}";
    assertThat(
            loop.run(Job.counted(target, 1, 4, new Work.ListUsers("m-1", 100))).only().expected())
        .isEqualTo(4);
    assertThat(bodies.stream().filter(body -> body.contains("\"NextToken\":\"t1\""))).hasSize(2);
  }

  @Test
  void aTimedJobEnds() throws IOException {
    JobResult result = loop.run(Job.timed(target, 50, 200, 8, new Work.VerifyOnly("m-1")));
    assertThat(result.only().expected()).isPositive();
    assertThat(result.only().p50()).isLessThanOrEqualTo(result.only().p99());
  }
}
