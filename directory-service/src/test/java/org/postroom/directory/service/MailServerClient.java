package org.postroom.directory.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.postroom.contract.json.Json;

/** Calls the directory as a mail server does. */
final class MailServerClient {
  static final String CREDENTIAL = "Bearer " + MailDomainPeer.MAIL_SERVER_TOKEN;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;

  MailServerClient(URI service) {
    this.service = service;
  }

  HttpResponse<byte[]> send(String path, String authorization, String body) {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(service.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      call.header("Authorization", authorization);
    }
    try {
      return http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of a call that is answered 200. */
  JsonNode answer(String path, Object body) {
    HttpResponse<byte[]> response =
        send(path, CREDENTIAL, new String(Json.write(body), StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new AssertionError(
          response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
    }
    return Json.read(response.body(), JsonNode.class);
  }
}
