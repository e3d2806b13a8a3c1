package org.postroom.maildomain.availability.probe;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.postroom.kit.database.KitConfig;
import org.postroom.maildomain.AvailabilityConfig;
import org.postroom.maildomain.AvailabilityConfig.LambdaConfig;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.availability.application.ProviderTests.ProviderTest;
import org.postroom.maildomain.availability.model.AvailabilityProvider.Lambda;
import org.postroom.maildomain.availability.model.FunctionPolicy;
import org.postroom.maildomain.availability.model.TestVerdict;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Reads a function's policy, and invokes the function if the policy lets the organization in and
 * nobody unrestricted. The Lambda API is the operator's choice, so its address is not guarded.
 */
@Singleton
class LambdaProbe {
  private static final Logger LOG = Logger.getLogger(LambdaProbe.class);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Pattern ARN =
      Pattern.compile("(arn:aws:lambda:([^:]+):[^:]+:function:[^:]+)(?::([^:]+))?");

  private final ProbePool pool;
  private final AvailabilityConfig config;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final SdkHttpClient http;

  LambdaProbe(ProbePool pool, MailDomainConfig config, KitConfig kit) {
    this.pool = pool;
    this.config = config.availability();
    this.credentials = FunctionCredentials.of(this.config.lambda()).orElse(null);
    this.region = kit.region();
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(this.config.testTimeout())
            .build();
  }

  Uni<TestVerdict> probe(Lambda provider, ProviderTest test) {
    if (credentials == null) {
      return Uni.createFrom()
          .item(
              TestVerdict.failed(
                  "This installation has no AWS credentials to invoke functions with"));
    }
    return pool.run(() -> test(provider, test));
  }

  private TestVerdict test(Lambda provider, ProviderTest test) {
    Matcher arn = ARN.matcher(provider.arn());
    if (!arn.matches()) {
      throw new ProbeFailed("The function's ARN is not well formed");
    }
    try (LambdaClient lambda = client(arn.group(2))) {
      checkPolicy(lambda, arn, test);
      invoke(lambda, arn, new FunctionExchange(test));
      return TestVerdict.PASSED;
    } catch (ApiCallTimeoutException e) {
      throw new ProbeFailed("The function has not answered in time");
    } catch (AwsServiceException e) {
      throw new ProbeFailed("AWS refuses " + described(e));
    } catch (SdkClientException e) {
      LOG.debugf(e, "A test of a function could not be made");
      throw new ProbeFailed(
          "The Lambda API cannot be called with the installation's settings: there was no answer,"
              + " or there are no credentials");
    } catch (SdkException e) {
      LOG.debugf(e, "A test of a function failed");
      throw new ProbeFailed("The Lambda API cannot be called");
    }
  }

  private void checkPolicy(LambdaClient lambda, Matcher arn, ProviderTest test) {
    String policy;
    try {
      policy = lambda.getPolicy(r -> r.functionName(arn.group(1)).qualifier(arn.group(3))).policy();
    } catch (ResourceNotFoundException e) {
      throw new ProbeFailed("There is no such function, or it has no policy");
    }
    PolicyDocument.read(policy)
        .flaw(FunctionPolicy.Caller.of(region, test.account(), test.organizationId()))
        .ifPresent(
            flaw -> {
              throw new ProbeFailed(flaw);
            });
  }

  private static void invoke(LambdaClient lambda, Matcher arn, FunctionExchange exchange) {
    InvokeResponse response =
        lambda.invoke(
            r ->
                r.functionName(arn.group(1))
                    .qualifier(arn.group(3))
                    .payload(SdkBytes.fromByteArray(exchange.request())));
    if (response.functionError() != null) {
      throw new ProbeFailed("The function failed");
    }
    exchange.check(response.payload() == null ? new byte[0] : response.payload().asByteArray());
  }

  /** The code is AWS's own word; the message may tell more than the caller should know. */
  private static String described(AwsServiceException failure) {
    String code = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
    return "the call: HTTP "
        + failure.statusCode()
        + (code != null && code.matches("[A-Za-z.]{1,80}") ? " " + code : "");
  }

  /** One for each test: they are few, and the regions that ARNs may name are many. */
  private LambdaClient client(String regionOfFunction) {
    LambdaConfig settings = config.lambda();
    LambdaClientBuilder builder =
        LambdaClient.builder()
            .region(Region.of(regionOfFunction))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(
                c ->
                    c.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(config.testTimeout()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @PreDestroy
  void stop() {
    http.close();
  }
}
