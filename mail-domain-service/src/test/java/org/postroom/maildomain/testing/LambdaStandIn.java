package org.postroom.maildomain.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postroom.contract.json.Json;

/** The part of the Lambda API that tests of functions use; real HTTP. */
public final class LambdaStandIn implements AutoCloseable {
  private static final String PREFIX = "/2015-03-31/functions/";

  private final HttpServer server;
  private final Map<String, Function> functions = new ConcurrentHashMap<>();
  private final List<Invocation> invocations = new CopyOnWriteArrayList<>();

  /**
   * A function.
   *
   * @param policy null for none
   * @param answer to every invocation; {@code MAILBOX} in it stands for the one asked for
   * @param fails whether the function itself fails
   */
  public record Function(String policy, String answer, boolean fails) {}

  /** What a function was asked. */
  public record Invocation(String arn, String query, JsonNode request, String authorization) {}

  private LambdaStandIn(HttpServer server) {
    this.server = server;
    server.createContext(PREFIX, this::serve);
    server.start();
  }

  /** One on the loopback address. */
  public static LambdaStandIn start(int port) throws IOException {
    return new LambdaStandIn(
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A policy that restricts the availability principal to the account. */
  public static String policyFor(String account) {
    return """
    {"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"AllowWorkMail","Effect":"Allow",
    "Principal":{"Service":"availability.workmail.us-east-1.amazonaws.com"},
    "Action":"lambda:InvokeFunction","Resource":"*",
    "Condition":{"StringEquals":{"AWS:SourceAccount":"%s"}}}]}
    """
        .formatted(account);
  }

  /** An answer with an event of the mailbox. */
  public static String busy() {
    return """
    {"mailboxes":[{"mailbox":"MAILBOX","events":[{"startTime":"2026-11-22T10:00:00.000Z",
    "endTime":"2026-11-22T11:00:00Z","busyType":"BUSY"}],
    "workingHours":{"timezone":{"name":"UTC"},"workingPeriods":[]}}]}
    """;
  }

  /** Makes a function. */
  public void put(String arn, String policy, String answer, boolean fails) {
    functions.put(arn, new Function(policy, answer, fails));
  }

  public List<Invocation> invocations() {
    return invocations;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
    int slash = path.indexOf('/');
    String arn = URLDecoder.decode(path.substring(0, slash), UTF_8);
    Function function = functions.get(arn);
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/policy")) {
      if (function == null || function.policy() == null) {
        refuse(exchange, 404, "ResourceNotFoundException");
      } else if (function.policy().isEmpty()) {
        refuse(exchange, 403, "AccessDeniedException");
      } else {
        send(exchange, 200, Json.write(Map.of("Policy", function.policy(), "RevisionId", "1")));
      }
      return;
    }
    JsonNode request = Json.mapper().readTree(body);
    invocations.add(
        new Invocation(
            arn,
            exchange.getRequestURI().getQuery(),
            request,
            exchange.getRequestHeaders().getFirst("Authorization")));
    if (function.fails()) {
      exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
    }
    String mailbox = request.at("/mailboxes/0").asText();
    send(exchange, 200, function.answer().replace("MAILBOX", mailbox).getBytes(UTF_8));
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().add("x-amzn-ErrorType", code);
    send(exchange, status, "{\"Message\":\"no\"}".getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
