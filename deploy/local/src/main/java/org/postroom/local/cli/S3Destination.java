package org.postroom.local.cli;

import java.net.URI;
import org.postroom.audit.export.ExportDestination;
import org.postroom.local.InstallationException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of an S3-compatible store. */
final class S3Destination implements ExportDestination {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  private S3Destination(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * The bucket and prefix of a URL.
   *
   * @param endpoint the store; null for the installation's own, which takes any credentials
   * @param ownStore the installation's own; null when it has none
   */
  static S3Destination of(URI to, URI endpoint, URI ownStore, String region) {
    URI store = endpoint == null ? ownStore : endpoint;
    if (store == null || to.getHost() == null) {
      throw new InstallationException("Say where: --to s3://BUCKET[/PREFIX] --endpoint URL.");
    }
    AwsCredentialsProvider credentials =
        endpoint == null
            ? StaticCredentialsProvider.create(AwsBasicCredentials.create("audit", "any"))
            : EnvironmentVariableCredentialsProvider.create();
    S3Client client =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(store)
            .forcePathStyle(true)
            .region(Region.of(region == null || region.isBlank() ? "us-east-1" : region))
            .credentialsProvider(credentials)
            .build();
    String path = to.getPath() == null ? "" : to.getPath().replaceAll("^/+|/+$", "");
    return new S3Destination(client, to.getHost(), path.isEmpty() ? "" : path + '/');
  }

  @Override
  public void put(String key, byte[] content) {
    try {
      client.putObject(
          request ->
              request
                  .bucket(bucket)
                  .key(prefix + key)
                  .contentType("application/json")
                  .contentEncoding("gzip"),
          RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw new InstallationException("The store does not take " + key + ": " + e.getMessage());
    }
  }
}
