package org.postroom.gateway.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the records of calls go that have no effect of their own. */
public interface AuditConfig {
  /**
   * Where records wait on the disk while Kafka does not take them; of this process alone, and kept
   * over its restarts.
   */
  Optional<Path> spoolDirectory();

  /** How long Kafka has to take a record before it goes to the disk. */
  @WithDefault("PT0.5S")
  Duration bound();

  /** For how long the further unauthenticated calls of a source are only counted. */
  @WithDefault("PT1M")
  Duration sampleWindow();
}
