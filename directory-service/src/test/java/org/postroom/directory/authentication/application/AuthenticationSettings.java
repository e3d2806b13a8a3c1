package org.postroom.directory.authentication.application;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.postroom.directory.DirectoryConfig;

/** Small limits for tests. */
record AuthenticationSettings(
    int failuresPerUser, int failuresPerSource, int remembered, int hashQueue)
    implements DirectoryConfig, DirectoryConfig.AuthenticationConfig {
  static final Duration PERIOD = Duration.ofMinutes(10);

  @Override
  public Optional<String> externalDirectoriesFile() {
    return Optional.empty();
  }

  @Override
  public Duration externalDirectoriesInterval() {
    return PERIOD;
  }

  @Override
  public AuthenticationConfig authentication() {
    return this;
  }

  @Override
  public Duration failuresPeriod() {
    return PERIOD;
  }

  @Override
  public OptionalInt hashThreads() {
    return OptionalInt.of(1);
  }
}
