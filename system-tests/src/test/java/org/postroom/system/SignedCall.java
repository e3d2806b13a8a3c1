package org.postroom.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.postroom.local.AccessKey;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Calls by operation name and raw body, for tests that go through the whole operation table. */
final class SignedCall {
  private static final List<String> SET_BY_THE_CLIENT = List.of("host", "content-length");

  private final URI gateway;
  private final String region;
  private final AwsCredentialsIdentity credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  SignedCall(URI gateway, String region, AccessKey key) {
    this.gateway = gateway;
    this.region = region;
    this.credentials = AwsCredentialsIdentity.create(key.accessKeyId(), key.secretAccessKey());
  }

  /** What came back. */
  record Answer(int status, JsonNode body) {}

  /** Calls an operation. */
  Answer send(String operation, byte[] body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(gateway.resolve("/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "WorkMailService." + operation)
            .build();
    return exchange(request, body);
  }

  /** Asks for what is no operation. */
  Answer get(String path, Map<String, String> parameters) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(gateway.resolve(path));
    parameters.forEach(request::putRawQueryParameter);
    return exchange(request.build(), new byte[0]);
  }

  private Answer exchange(SdkHttpRequest request, byte[] body) {
    SignedRequest signed =
        signer.sign(
            r ->
                r.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "workmail")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpRequest.Builder call =
        HttpRequest.newBuilder(request.getUri())
            .method(request.method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (SET_BY_THE_CLIENT.stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> call.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
