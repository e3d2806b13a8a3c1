package org.postroom.kit.toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.contract.json.Json;
import org.postroom.kit.testing.PostroomTestResource;

/**
 * Plays the directory service: says what it has committed, as a test wants it, or fails. Tests keep
 * apart by organization ids.
 */
public final class ScriptedOwner implements QuarkusTestResourceLifecycleManager {
  private static final Map<String, Long> COMMITTED = new ConcurrentHashMap<>();
  private static final AtomicInteger QUESTIONS = new AtomicInteger();
  private static volatile boolean away;
  private static final long EPOCH = 1;
  private HttpServer server;

  /** The organization's last sequence in the directory. */
  public static void committed(String organizationId, long sequence) {
    COMMITTED.put(organizationId, sequence);
  }

  /** From now on it answers with failures, or answers again. */
  public static void away(boolean isAway) {
    away = isAway;
  }

  /** How often it was asked. */
  public static int questions() {
    return QUESTIONS.get();
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/positions", ScriptedOwner::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "scripted-owner");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return Map.of(
        "postroom.peers.directory",
        "http://localhost:" + server.getAddress().getPort(),
        "postroom.views.catch-up-bound",
        "1500ms");
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    QUESTIONS.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    boolean isTrusted = ("Bearer " + PostroomTestResource.SERVICE_CREDENTIAL).equals(shown);
    byte[] answer = "{}".getBytes(UTF_8);
    if (isTrusted && !away) {
      Map<String, Object> sequences = new HashMap<>();
      for (JsonNode id : Json.mapper().readTree(body).get("OrganizationIds")) {
        sequences.put(id.asText(), COMMITTED.getOrDefault(id.asText(), 0L));
      }
      answer = Json.write(Map.of("Epoch", EPOCH, "Sequences", sequences));
    }
    exchange.sendResponseHeaders(isTrusted && !away ? 200 : 503, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
