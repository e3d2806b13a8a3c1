package org.postroom.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.operation.Operation;

/** Asks the service as the gateway does. */
public final class Queries {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI service;

  public Queries(URI service) {
    this.service = service;
  }

  /** The response; any refusal fails the test. */
  public <Q, R> R answer(Operation<Q, R> operation, Q request) {
    HttpResponse<byte[]> response = ask(operation, request, ScriptedDirectory.ACCOUNT);
    assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(200);
    return Json.read(response.body(), operation.responseType());
  }

  /** The wire name of the error with which the request is refused. */
  public <Q> String refusal(Operation<Q, ?> operation, Q request, String account) {
    HttpResponse<byte[]> response = ask(operation, request, account);
    assertThat(response.statusCode()).isEqualTo(400);
    return response.headers().firstValue(MessageHeader.ERROR).orElseThrow();
  }

  /** The answer, whatever it is. */
  public <Q> HttpResponse<byte[]> ask(Operation<Q, ?> operation, Q request, String account) {
    return ask(operation, request, account, UUID.randomUUID().toString());
  }

  /** The answer, whatever it is, to a query whose secrets are sealed for this request id. */
  public <Q> HttpResponse<byte[]> ask(
      Operation<Q, ?> operation, Q request, String account, String requestId) {
    try {
      return client.send(
          HttpRequest.newBuilder(service.resolve("/internal/queries/" + operation.name()))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
              .header(MessageHeader.ACCOUNT, account)
              .header(MessageHeader.PRINCIPAL, "arn:aws:iam::" + account + ":user/test")
              .header(MessageHeader.ACCESS_KEY_ID, "AKIDEXAMPLE")
              .header(MessageHeader.REQUEST_ID, requestId)
              .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(request)))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
