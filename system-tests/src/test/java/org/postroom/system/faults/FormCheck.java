package org.postroom.system.faults;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/** Takes the place of the gateway: holds each request against the contract, and agrees. */
final class FormCheck implements SdkHttpClient {
  private static final String TARGET_PREFIX = "WorkMailService.";

  private final ValidatorFactory factory =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory();
  private final Validator validator = factory.getValidator();
  private final Set<String> operations = new TreeSet<>();
  private final Set<String> violations = new TreeSet<>();

  /** A client that sends everything here. */
  WorkMailClient client() {
    return WorkMailClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1"))
        .region(Region.of(SystemUnderLoad.REGION))
        .httpClient(this)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }

  /** The operations that were called. */
  Set<String> operations() {
    return operations;
  }

  /** What the gateway would have refused, and why. */
  Set<String> violations() {
    return violations;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {
        // it does not last
      }
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    String name =
        request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .orElseThrow()
            .substring(TARGET_PREFIX.length());
    Operation<?, ?> operation = OperationTable.byName(name).orElseThrow();
    operations.add(name);
    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
      Object sent = Json.read(body.readAllBytes(), operation.requestType());
      validator
          .validate(sent)
          .forEach(
              one ->
                  violations.add(
                      "%s.%s %s".formatted(name, one.getPropertyPath(), one.getMessage())));
    }
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
                .build())
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream(Json.write(of(operation)))))
        .build();
  }

  /** New ids, for an Active organization. */
  private static Map<String, String> of(Operation<?, ?> operation) {
    Map<String, String> members = new LinkedHashMap<>();
    Arrays.stream(operation.responseType().getRecordComponents())
        .map(member -> member.getName())
        .filter(member -> member.endsWith("Id"))
        .forEach(
            member ->
                members.put(
                    member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1),
                    "m-" + UUID.randomUUID().toString().replace("-", "")));
    members.put("State", "Active");
    return members;
  }

  @Override
  public void close() {
    factory.close();
  }
}
