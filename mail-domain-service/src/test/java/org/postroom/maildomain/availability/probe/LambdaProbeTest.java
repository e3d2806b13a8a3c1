package org.postroom.maildomain.availability.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.maildomain.availability.application.ProviderTests.ProviderTest;
import org.postroom.maildomain.availability.model.AvailabilityProvider.Lambda;
import org.postroom.maildomain.availability.model.TestVerdict;
import org.postroom.maildomain.testing.LambdaStandIn;

/** Tests of functions against a stand-in for the Lambda API. */
class LambdaProbeTest {
  private static final String ACCOUNT = "123456789012";
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:calendars";

  @TempDir Path directory;

  private LambdaStandIn lambda;

  @BeforeEach
  void start() throws IOException {
    lambda = LambdaStandIn.start(0);
    Files.writeString(
        directory.resolve("credentials"),
        "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n");
  }

  @AfterEach
  void stop() {
    lambda.close();
  }

  @Test
  void aFunctionThatIsRestrictedAndAnswersPasses() {
    lambda.put(ARN, LambdaStandIn.policyFor(ACCOUNT), LambdaStandIn.busy(), false);
    assertThat(test(ARN + ":live")).isEqualTo(TestVerdict.PASSED);

    LambdaStandIn.Invocation invocation = lambda.invocations().get(0);
    assertThat(invocation.query()).isEqualTo("Qualifier=live");
    assertThat(invocation.authorization()).contains("AKIDEXAMPLE/", "/us-east-1/lambda/");
    JsonNode request = invocation.request();
    assertThat(request.at("/requester/organization").asText()).isEqualTo(ORGANIZATION);
    assertThat(request.at("/requester/email").asText()).contains("@partner.example");
    assertThat(request.at("/requester").has("userName")).isTrue();
    assertThat(request.at("/requester").has("userId")).isTrue();
    assertThat(request.at("/mailboxes/0").asText()).endsWith("@partner.example");
    assertThat(request.at("/window/startDate").asText()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(request.at("/window/endDate").asText()).isEqualTo("2026-11-23T10:00:00Z");
  }

  @Test
  void aFunctionThatKnowsNobodyPasses() {
    String unknown = "{\"mailboxes\":[{\"mailbox\":\"MAILBOX\",\"error\":\"MailboxNotFound\"}]}";
    lambda.put(ARN, LambdaStandIn.policyFor(ACCOUNT), unknown, false);
    assertThat(test(ARN)).isEqualTo(TestVerdict.PASSED);
  }

  @Test
  void aFunctionThatAnybodyMayInvokeIsNotInvoked() {
    String anybody =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"lambda:*\"}}";
    lambda.put(ARN, anybody, LambdaStandIn.busy(), false);
    assertThat(failure(ARN)).contains("must restrict", "aws:SourceAccount or aws:SourceArn");

    lambda.put(ARN, LambdaStandIn.policyFor("999999999999"), LambdaStandIn.busy(), false);
    assertThat(failure(ARN)).contains("does not allow", "organization/" + ORGANIZATION);
    assertThat(lambda.invocations()).isEmpty();
  }

  @Test
  void aFunctionWithoutAPolicyIsNotInvoked() {
    lambda.put(ARN, null, LambdaStandIn.busy(), false);
    assertThat(failure(ARN)).contains("no such function, or it has no policy");
    lambda.put(ARN, "", LambdaStandIn.busy(), false);
    assertThat(failure(ARN)).contains("HTTP 403 AccessDeniedException");
    assertThat(lambda.invocations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "nonsense | not JSON",
        "{} | no entry for the mailbox",
        "[] | no entry for the mailbox",
        "{\"mailboxes\":[{\"mailbox\":\"other@partner.example\",\"events\":[]}]} | no entry",
        "{\"mailboxes\":[{\"mailbox\":\"MAILBOX\"}]} | neither events nor an error",
        "{\"mailboxes\":[{\"mailbox\":\"MAILBOX\",\"events\":[{\"startTime\":\"now\"}]}]} | lacks"
      })
  void anAnswerOutsideTheProtocolFails(String answer, String reason) {
    lambda.put(ARN, LambdaStandIn.policyFor(ACCOUNT), answer, false);
    assertThat(failure(ARN)).contains(reason);
  }

  @Test
  void aFunctionThatFailsFails() {
    lambda.put(ARN, LambdaStandIn.policyFor(ACCOUNT), LambdaStandIn.busy(), true);
    assertThat(failure(ARN)).contains("The function failed");
  }

  @Test
  void withoutTheApiOrCredentialsItFails() {
    String url = lambda.url();
    lambda.close();
    assertThat(failure(probe(url), ARN)).contains("cannot be called");
    ProbeSettings none = ProbeSettings.of(Map.of("lambda.endpoint", url));
    assertThat(
            failure(new LambdaProbe(new ProbePool(none.config()), none.config(), none.kit()), ARN))
        .contains("no AWS credentials");
  }

  private TestVerdict test(String arn) {
    return verdict(probe(lambda.url()), arn);
  }

  private String failure(String arn) {
    return failure(probe(lambda.url()), arn);
  }

  private static String failure(LambdaProbe probe, String arn) {
    TestVerdict verdict = verdict(probe, arn);
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason().length()).isBetween(1, TestVerdict.MOST_CHARACTERS);
    return verdict.reason();
  }

  private static TestVerdict verdict(LambdaProbe probe, String arn) {
    Lambda provider = new Lambda(arn);
    ProviderTest test =
        new ProviderTest(
            provider,
            null,
            "partner.example",
            ORGANIZATION,
            ACCOUNT,
            Instant.parse("2026-11-22T10:15:30Z"));
    return Uni.createFrom()
        .deferred(() -> probe.probe(provider, test))
        .onFailure(ProbeFailed.class)
        .recoverWithItem(failure -> TestVerdict.failed(failure.getMessage()))
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  private LambdaProbe probe(String url) {
    ProbeSettings settings =
        ProbeSettings.of(
            Map.of(
                "lambda.endpoint",
                url,
                "lambda.credentials-file",
                directory.resolve("credentials").toString()));
    return new LambdaProbe(new ProbePool(settings.config()), settings.config(), settings.kit());
  }
}
