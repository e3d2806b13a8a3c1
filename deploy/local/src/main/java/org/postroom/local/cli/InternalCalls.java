package org.postroom.local.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.InstallationException;
import org.postroom.local.InstallationState.PartState;

/** Internal calls to a service of a running installation. */
final class InternalCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final String name;
  private final URI service;
  private final String credential;

  InternalCalls(String name, URI service, String credential) {
    this(name, service, credential, HttpClient.newHttpClient());
  }

  InternalCalls(String name, URI service, String credential, HttpClient client) {
    this.client = client;
    this.name = name;
    this.service = service;
    this.credential = credential;
  }

  /**
   * To the service of a context.
   *
   * @throws InstallationException when it does not run
   */
  static InternalCalls of(DataOption data, BoundedContext context) {
    int port =
        data.running().parts().stream()
            .filter(part -> part.name().equals(context.wireName()))
            .findFirst()
            .map(PartState::port)
            .orElseThrow(
                () ->
                    new InstallationException(
                        "This installation has no %s service.".formatted(context.wireName())));
    return new InternalCalls(
        context.wireName(),
        URI.create("http://127.0.0.1:" + port),
        data.directory().serviceCredential());
  }

  /** The answer to a GET. */
  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(service.resolve(path)).GET());
  }

  /** The answer to a POST. */
  HttpResponse<String> post(String path, byte[] body) {
    return send(
        HttpRequest.newBuilder(service.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /**
   * Explains an answer that is none of the expected.
   *
   * @return to be thrown
   */
  InstallationException unexpected(HttpResponse<String> answer) {
    return new InstallationException(
        answer.body().isBlank()
            ? "The %s service answers %d.".formatted(name, answer.statusCode())
            : answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(PATIENCE).header("Authorization", "Bearer " + credential).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new InstallationException("The " + name + " service does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.");
    }
  }
}
