package org.postroom.gateway.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.transport.StaleFiles;

/**
 * The credentials of a file that an operator may change at any time. A changed file is taken over
 * whole, at once for every caller; a file that cannot be read leaves the last good content in force
 * and is reported once; it is among the {@link StaleFiles} then.
 */
public final class CredentialsFile implements Supplier<Credentials>, StaleFiles.Follower {
  private static final Logger LOG = Logger.getLogger(CredentialsFile.class);

  private final Path file;
  private final SecretSealer sealer;
  private volatile Credentials current;
  private volatile boolean stale;
  private Version seen;

  /** The keys with which a file was not usable; null when it was. */
  private SealingKeys unusableWith;

  /**
   * Reads the file.
   *
   * @param sealer opens what is sealed in it
   * @throws IllegalArgumentException with one clear sentence, when there is no usable file
   */
  public CredentialsFile(Path file, SecretSealer sealer) {
    this.file = file;
    this.sealer = sealer;
    try {
      this.seen = Version.of(file);
      this.current = Credentials.parse(Files.readAllBytes(file), sealer);
      warn(current);
      StaleFiles.follow(this);
    } catch (IOException e) {
      throw new IllegalArgumentException("The credentials file " + file + " cannot be read.", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The credentials file " + file + " is not usable: " + e.getMessage() + '.', e);
    }
  }

  /**
   * What came of reading a changed file.
   *
   * @param change what is in force since then; null when the old content stays
   * @param refusal why it does, without any secret; null when it does not
   */
  public record Reading(CredentialsChange change, String refusal) {}

  /** Which file this is. */
  public Path file() {
    return file;
  }

  @Override
  public Credentials get() {
    return current;
  }

  @Override
  public Optional<Path> stale() {
    return stale ? Optional.of(file) : Optional.empty();
  }

  /**
   * Takes over a changed file; called periodically, away from the event loops.
   *
   * @return empty when the file has not changed
   */
  public synchronized Optional<Reading> refresh() {
    Version version;
    try {
      version = Version.of(file);
    } catch (IOException e) {
      version = Version.ABSENT;
    }
    SealingKeys keys = sealer.keys();
    if (version.equals(seen) && (unusableWith == null || unusableWith == keys)) {
      return Optional.empty();
    }
    seen = version;
    unusableWith = null;
    stale = true;
    try {
      Credentials read = Credentials.parse(Files.readAllBytes(file), sealer);
      CredentialsChange change = read.since(current);
      current = read;
      stale = false;
      LOG.infof("Credentials file read again: file=%s credentials=%d", file, read.size());
      warn(read);
      return Optional.of(new Reading(change, null));
    } catch (IOException e) {
      LOG.errorf("Credentials file cannot be read, the old content stays: file=%s", file);
      return Optional.of(new Reading(null, "it cannot be read"));
    } catch (IllegalArgumentException e) {
      // It may be sealed with a key that comes a moment later.
      unusableWith = keys;
      LOG.errorf(
          "Credentials file is not usable, the old content stays: file=%s reason=\"%s\"",
          file, e.getMessage());
      return Optional.of(new Reading(null, e.getMessage()));
    }
  }

  private void warn(Credentials credentials) {
    if (!credentials.withoutPolicy().isEmpty()) {
      LOG.warnf(
          "Access keys without a policy may do nothing: file=%s accessKeyIds=%s",
          file, credentials.withoutPolicy());
    }
  }

  private record Version(FileTime modified, long size, Object key) {
    static final Version ABSENT = new Version(FileTime.fromMillis(0), -1, null);

    static Version of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }
}
