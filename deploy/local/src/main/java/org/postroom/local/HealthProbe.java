package org.postroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.contract.operation.BoundedContext;

/** Asks a loopback server how it is. The answer is empty when it is well. */
public final class HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private static final Set<String> SERVICES =
      Stream.concat(
              Stream.of("gateway"),
              Stream.of(BoundedContext.values()).map(BoundedContext::wireName))
          .collect(Collectors.toUnmodifiableSet());

  private HealthProbe() {}

  /**
   * Asks a part by its name: services have health checks, of servers it counts that they listen.
   */
  public static String of(String part, int port) {
    return SERVICES.contains(part) ? ready(port) : connects(port);
  }

  /** Whether anything listens. */
  static String connects(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      return "";
    } catch (IOException e) {
      return "takes no connections";
    }
  }

  /** Whether a service says that it is ready, else which of its checks do not. */
  static String ready(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? "" : failures(response);
    } catch (IOException e) {
      return "does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was not asked";
    }
  }

  private static String failures(HttpResponse<String> response) {
    List<String> names = new ArrayList<>();
    try {
      for (JsonNode check : DataDirectory.JSON.readTree(response.body()).path("checks")) {
        if (!check.path("status").asText().equals("UP")) {
          names.add(check.path("name").asText());
        }
      }
    } catch (IOException e) {
      // not the answer of a health check; the status says enough
    }
    return names.isEmpty()
        ? "answers " + response.statusCode()
        : "not ready: " + String.join(", ", names);
  }
}
