package org.postroom.gateway.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.json.Json;

/** Speaks to a gateway in raw HTTP, with a signature or without. */
public final class GatewayClient {
  /** An answer. */
  public record Answer(int status, Map<String, java.util.List<String>> headers, byte[] body) {
    public JsonNode json() {
      try {
        return Json.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String type() {
      return json().path("__type").asText();
    }

    public String message() {
      JsonNode json = json();
      return json.path("Message").asText(json.path("message").asText());
    }

    public String header(String name) {
      return headers.getOrDefault(name, java.util.List.of("")).get(0);
    }
  }

  private final HttpClient http;
  private final int port;

  public GatewayClient(int port) {
    this(port, HttpClient.Version.HTTP_1_1);
  }

  public GatewayClient(int port, HttpClient.Version version) {
    this.port = port;
    this.http = HttpClient.newBuilder().version(version).build();
  }

  public int port() {
    return port;
  }

  public String host() {
    return "localhost:" + port;
  }

  /** Calls an operation with the all-powerful key. */
  public Answer call(String operation, String body) {
    return call(TestSigner.of(GatewayWorld.KEY_ID, GatewayWorld.SECRET), operation, body);
  }

  public Answer call(TestSigner signer, String operation, String body) {
    return call(signer, operation, body, Map.of());
  }

  public Answer call(
      TestSigner signer, String operation, String body, Map<String, String> headers) {
    return send(signed(signer, "WorkMailService." + operation, body, headers), bytes(body));
  }

  /** The headers of a signed call. */
  public Map<String, String> signed(
      TestSigner signer, String target, String body, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("content-type", "application/x-amz-json-1.1");
    if (target != null) {
      all.put("x-amz-target", target);
    }
    return signer.sign(host(), all, bytes(body));
  }

  /** Its measurements. */
  public String metrics() {
    Map<String, String> operator = Map.of("authorization", "Bearer " + GatewayWorld.SERVICE_TOKEN);
    return new String(
        send("GET", "/q/metrics", operator, HttpRequest.BodyPublishers.noBody()).body(), UTF_8);
  }

  public Answer send(Map<String, String> headers, byte[] body) {
    return send("POST", "/", headers, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  public Answer send(
      String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
