package org.postroom.kit.toy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.MessageHeader;
import org.postroom.kit.testing.PostroomTestResource;

/** Calls the toy service's internal endpoints as the gateway does. */
public final class ToyHttp {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI service;

  public ToyHttp(URI service) {
    this.service = service;
  }

  /** Posts a record. */
  public CompletableFuture<HttpResponse<String>> post(String path, Record body) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header(MessageHeader.ACCOUNT, DirectoryScript.ACCOUNT)
            .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The toy's question about an organization. */
  public CompletableFuture<HttpResponse<String>> organization(String id, boolean find) {
    return post("/internal/queries/GetOrganization", new GetOrganization.Request(id, find));
  }

  /** The error a response names; empty for a success. */
  public static String error(HttpResponse<?> response) {
    return response.headers().firstValue(MessageHeader.ERROR).orElse("");
  }
}
