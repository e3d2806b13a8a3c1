package org.postroom.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postroom.benchmarks.driver.RequestSigner;
import org.postroom.benchmarks.driver.Target;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.auth.Credential;
import org.postroom.gateway.auth.Credentials;
import org.postroom.gateway.auth.RequestHead;
import org.postroom.gateway.auth.SigV4Verifier;
import org.postroom.gateway.request.ConstraintChecker;
import org.postroom.gateway.request.Operations;
import org.postroom.gateway.request.PreparedOperation;

/** What the gateway does with every request before it knows where to send it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GatewayBenchmark {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final Target TARGET =
      new Target("127.0.0.1", 8080, "us-east-1", "AKIDEXAMPLE", "benchmark-secret");
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final Map<String, String> BODIES =
      Map.of(
          "CreateUser",
          "{\"OrganizationId\":\""
              + ORGANIZATION
              + "\",\"Name\":\"grace\",\"DisplayName\":\"Grace Hopper\",\"FirstName\":\"Grace\"}",
          "DescribeUser",
          "{\"OrganizationId\":\"" + ORGANIZATION + "\",\"UserId\":\"grace\"}");

  /** The operation asked for. */
  @Param({"CreateUser", "DescribeUser"})
  public String operation;

  private final ConstraintChecker constraints = new ConstraintChecker();
  private SigV4Verifier verifier;
  private PreparedOperation<?> prepared;
  private Head head;
  private byte[] body;

  /** Signs the request once. */
  @Setup
  public void sign() {
    body = BODIES.get(operation).getBytes(UTF_8);
    prepared = new Operations().byTarget("WorkMailService." + operation);
    byte[] request =
        new RequestSigner(TARGET, CLOCK).request("WorkMailService." + operation, null, body);
    head = Head.of(new String(request, US_ASCII));
    Credentials credentials =
        Credentials.parse(
            ("{\"credentials\":[{\"accessKeyId\":\""
                    + TARGET.accessKeyId()
                    + "\",\"secretAccessKey\":\""
                    + TARGET.secretAccessKey()
                    + "\",\"account\":\"123456789012\","
                    + "\"principal\":\"arn:aws:iam::123456789012:user/benchmark\","
                    + "\"policy\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"workmail:*\","
                    + "\"Resource\":\"*\"}]}}]}")
                .getBytes(UTF_8),
            new SecretSealer(
                new SealingKeys("k1", Map.of("k1", new byte[32])), new SecureRandom()));
    verifier = new SigV4Verifier(() -> credentials, TARGET.region(), Duration.ofMinutes(5), CLOCK);
  }

  /** Signature verification over headers and body. */
  @Benchmark
  public Credential verify() {
    return verifier.verify(head, body);
  }

  /** From bytes to a record whose constraints hold. */
  @Benchmark
  public Object decodeAndValidate() {
    Object request = prepared.decode(body);
    constraints.check(prepared.row(), request);
    return request;
  }

  /** The headers of a request. */
  private record Head(Map<String, List<String>> headers) implements RequestHead {
    static Head of(String request) {
      Map<String, List<String>> headers = new HashMap<>();
      for (String line : request.substring(0, request.indexOf("\r\n\r\n")).split("\r\n")) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          headers
              .computeIfAbsent(
                  line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
              .add(line.substring(colon + 2));
        }
      }
      return new Head(headers);
    }

    @Override
    public String rawQuery() {
      return null;
    }

    @Override
    public List<String> values(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, List.of());
    }
  }
}
