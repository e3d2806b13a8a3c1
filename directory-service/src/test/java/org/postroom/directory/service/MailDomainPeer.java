package org.postroom.directory.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postroom.contract.json.Json;

/**
 * The part of a mail-domain service that says what it has committed: {@code POST
 * /internal/positions} as the real one, {@code POST /committed/<organization>/<sequence>} for the
 * test that plays its events. Beside it, the token of a mail server that calls the directory.
 */
public final class MailDomainPeer implements QuarkusTestResourceLifecycleManager {
  /** The bearer token of a mail server called {@code test-mail}. */
  static final String MAIL_SERVER_TOKEN = "a-mail-server-for-tests-only-0123456789";

  private final Map<String, Long> committed = new ConcurrentHashMap<>();
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/positions", this::positions);
    server.createContext("/committed/", this::commit);
    server.start();
    return Map.of(
        "postroom.peers.mail-domain",
        "http://localhost:" + server.getAddress().getPort(),
        // The directory follows these for their answers alone and never asks them.
        "postroom.peers.policy",
        "http://localhost:" + server.getAddress().getPort(),
        "postroom.peers.export",
        "http://localhost:" + server.getAddress().getPort(),
        "postroom.mail-server-credentials-file",
        mailServerCredentials().toString());
  }

  private static Path mailServerCredentials() {
    try {
      Path file = Files.createTempFile("postroom-mail-servers", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          "{\"credentials\":[{\"name\":\"test-mail\",\"token\":\"" + MAIL_SERVER_TOKEN + "\"}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void positions(HttpExchange exchange) throws IOException {
    JsonNode request = Json.mapper().readTree(exchange.getRequestBody());
    ObjectNode response = Json.mapper().createObjectNode().put("Epoch", 1L);
    ObjectNode sequences = response.putObject("Sequences");
    for (JsonNode id : request.get("OrganizationIds")) {
      sequences.put(id.asText(), committed.getOrDefault(id.asText(), 0L));
    }
    answer(exchange, Json.write(response));
  }

  private void commit(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    committed.put(path[2], Long.parseLong(path[3]));
    answer(exchange, "{}".getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
