package org.postroom.maildomain.availability.probe;

import java.nio.file.Path;
import java.util.Optional;
import org.postroom.maildomain.AvailabilityConfig.LambdaConfig;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/** With what the installation calls the Lambda API. */
final class FunctionCredentials {
  private static final String PROFILE = "default";

  private FunctionCredentials() {}

  /** The operator's choice; empty when there is none, for nothing is to be looked for unasked. */
  static Optional<AwsCredentialsProvider> of(LambdaConfig config) {
    Optional<AwsCredentialsProvider> ofFile =
        config.credentialsFile().map(FunctionCredentials::ofFile);
    return ofFile.isPresent() || !config.defaultCredentials()
        ? ofFile
        : Optional.of(DefaultCredentialsProvider.builder().build());
  }

  private static AwsCredentialsProvider ofFile(Path file) {
    return ProfileCredentialsProvider.builder()
        .profileFile(ProfileFileSupplier.reloadWhenModified(file, ProfileFile.Type.CREDENTIALS))
        .profileName(PROFILE)
        .build();
  }
}
