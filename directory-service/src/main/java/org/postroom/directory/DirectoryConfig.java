package org.postroom.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Everything about the directory itself that an installation can set. */
@ConfigMapping(prefix = "postroom")
public interface DirectoryConfig {
  /**
   * JSON file of the directories outside Postroom that organizations may be created on; see
   * docs/external-directories.md. Without it there are none.
   */
  @WithName("external-directories-file")
  Optional<String> externalDirectoriesFile();

  /** How often an external directory is asked how it is. */
  @WithDefault("2s")
  @WithName("external-directories-interval")
  Duration externalDirectoriesInterval();

  /** How passwords are checked for mail servers. */
  AuthenticationConfig authentication();

  /** How passwords are checked for mail servers. */
  interface AuthenticationConfig {
    /** Wrong passwords that one address, and one user, may be tried with in the period. */
    @WithDefault("10")
    @WithName("failures-per-user")
    int failuresPerUser();

    /** Wrong passwords that one source may try in the period. */
    @WithDefault("100")
    @WithName("failures-per-source")
    int failuresPerSource();

    /** The time in which as many failures are forgiven as are allowed. */
    @WithDefault("10m")
    @WithName("failures-period")
    Duration failuresPeriod();

    /** Most addresses, users and sources remembered, each; the one idle longest is forgotten. */
    @WithDefault("100000")
    @WithName("remembered")
    int remembered();

    /**
     * Threads that check passwords; by default as many as there are cores, but no more than can
     * work in a quarter of the heap (each needs 19 MiB).
     */
    @WithName("hash-threads")
    OptionalInt hashThreads();

    /** Passwords that may wait for such a thread; more are answered 503. */
    @WithDefault("64")
    @WithName("hash-queue")
    int hashQueue();
  }
}
