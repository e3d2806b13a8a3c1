package org.postroom.export.objectstore;

import java.io.IOException;
import java.time.Duration;
import org.postroom.export.ExportConfig.S3Config;
import org.postroom.export.run.ExportOrder;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes clients that act as a job's role. */
final class S3Clients {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 4;

  private final S3Config config;
  private final StoreCredentials credentials;
  private final Region region;
  private final long partMemory;

  /**
   * @param partMemory bytes that the parts of one upload may take in memory
   */
  S3Clients(S3Config config, String installationRegion, long partMemory) {
    this.partMemory = partMemory;
    this.config = config;
    this.credentials = new StoreCredentials(config);
    this.region = Region.of(config.region().orElse(installationRegion));
  }

  /**
   * Clients of one run. Closing them from another thread breaks off what they are doing.
   *
   * @param sts null unless the role is assumed
   */
  record Clients(S3Client s3, SdkHttpClient http, StsClient sts, AwsCredentialsProvider role)
      implements AutoCloseable {
    @Override
    public void close() {
      http.close();
      s3.close();
      if (sts != null) {
        sts.close();
        ((StsAssumeRoleCredentialsProvider) role).close();
      }
    }
  }

  Clients of(ExportOrder order) throws IOException {
    String roleArn = order.target().roleArn();
    AwsCredentialsProvider provider =
        config.assumeRole() ? credentials.own() : credentials.ofRole(roleArn);
    SdkHttpClient http =
        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE).build();
    StsClient sts = null;
    if (config.assumeRole()) {
      StsClientBuilder builder =
          StsClient.builder().region(region).credentialsProvider(provider).httpClient(http);
      config.stsEndpoint().ifPresent(builder::endpointOverride);
      sts = builder.build();
      provider =
          StsAssumeRoleCredentialsProvider.builder()
              .stsClient(sts)
              .refreshRequest(
                  r ->
                      r.roleArn(roleArn)
                          .roleSessionName("postroom-" + order.jobId())
                          // The role says by it which organization may use it.
                          .externalId(order.organizationId()))
              .build();
    }
    return new Clients(s3(provider, http), http, sts, provider);
  }

  private S3Client s3(AwsCredentialsProvider provider, SdkHttpClient http) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(region)
            .credentialsProvider(provider)
            .httpClient(http)
            .forcePathStyle(config.pathStyle())
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                c ->
                    c.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()));
    config
        .endpoint()
        .ifPresent(
            endpoint ->
                // Many stores beside Amazon's do not know checksums behind the content.
                builder
                    .endpointOverride(endpoint)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
    return builder.build();
  }

  long partMemory() {
    return partMemory;
  }

  /** The key's name as the store wants it. */
  String kmsKey(ExportOrder order) {
    String arn = order.target().kmsKeyArn();
    return switch (config.kmsKey()) {
      case ARN -> arn;
      case BARE_ID -> arn.substring(arn.lastIndexOf('/') + 1);
    };
  }
}
