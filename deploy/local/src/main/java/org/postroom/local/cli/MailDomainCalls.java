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

/** Internal calls to the mail-domain service of a running installation. */
final class MailDomainCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI service;
  private final String credential;

  MailDomainCalls(URI service, String credential) {
    this.service = service;
    this.credential = credential;
  }

  /**
   * Of a running installation.
   *
   * @throws InstallationException when it does not run
   */
  static MailDomainCalls of(DataOption data) {
    int port =
        data.running().parts().stream()
            .filter(part -> part.name().equals(BoundedContext.MAIL_DOMAIN.wireName()))
            .findFirst()
            .map(PartState::port)
            .orElseThrow(
                () -> new InstallationException("This installation has no mail-domain service."));
    return new MailDomainCalls(
        URI.create("http://127.0.0.1:" + port), data.directory().serviceCredential());
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
  static InstallationException unexpected(HttpResponse<String> answer) {
    return new InstallationException(
        answer.body().isBlank()
            ? "The mail-domain service answers " + answer.statusCode() + "."
            : answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(PATIENCE).header("Authorization", "Bearer " + credential).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new InstallationException("The mail-domain service does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.");
    }
  }
}
