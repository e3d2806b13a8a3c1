package org.postroom.export.objectstore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.postroom.export.ExportConfig.S3Config;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The installation's own credentials: the file's, read again when it changes, or AWS's chain. */
final class StoreCredentials {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEE = "; see postroom.export.s3.credentials-file";

  private final Optional<Path> file;
  private final Optional<AwsCredentialsProvider> chain;
  private Entries entries;
  private FileTime readAt;

  StoreCredentials(S3Config config) {
    this.file = config.credentialsFile();
    this.chain =
        config.defaultCredentials()
            ? Optional.of(DefaultCredentialsProvider.builder().build())
            : Optional.empty();
  }

  /** What the file holds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Entries(
      @com.fasterxml.jackson.annotation.JsonProperty("default") Entry forAll,
      Map<String, Entry> roles) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Entry(String accessKeyId, String secretAccessKey, String sessionToken) {
    AwsCredentials credentials() {
      return sessionToken == null
          ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
          : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    }
  }

  /** Those that stand for a role, or the ones for all. */
  AwsCredentialsProvider ofRole(String roleArn) throws ExportBroken {
    if (entry(roleArn).isPresent()) {
      return () -> current(roleArn);
    }
    return forAll(roleArn);
  }

  /** Those that may assume roles. */
  AwsCredentialsProvider own() throws ExportBroken {
    return ofRole(null);
  }

  private AwsCredentialsProvider forAll(String roleArn) throws ExportBroken {
    return chain.orElseThrow(
        () ->
            new ExportBroken(
                ExportFailed.forGood(
                    "The installation has no credentials for the object storage"
                        + (roleArn == null ? "" : " and the role " + roleArn)
                        + SEE)));
  }

  private AwsCredentials current(String roleArn) {
    try {
      return entry(roleArn)
          .map(Entry::credentials)
          .orElseThrow(() -> new IllegalStateException("the role's credentials are gone"));
    } catch (ExportBroken e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private synchronized Optional<Entry> entry(String roleArn) throws ExportBroken {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file.get());
      if (!changed.equals(readAt)) {
        entries = JSON.readValue(file.get().toFile(), Entries.class);
        readAt = changed;
      }
    } catch (IOException e) {
      // The cause may quote the file.
      throw new ExportBroken(
          ExportFailed.forGood("Credentials cannot be read from " + file.get() + SEE));
    }
    Entry ofRole = roleArn == null || entries.roles() == null ? null : entries.roles().get(roleArn);
    return Optional.ofNullable(ofRole == null ? entries.forAll() : ofRole);
  }
}
