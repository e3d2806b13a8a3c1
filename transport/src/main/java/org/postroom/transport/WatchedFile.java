package org.postroom.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What a small file says, read again within about a second of a change, by whoever asks next. A
 * file that has become missing or unusable leaves what it said before in force and is reported
 * once, and is among the {@link StaleFiles}. Replace files whole (write another one, rename it), as
 * secrets of Kubernetes are: then nobody reads half of one.
 */
public final class WatchedFile<T> implements Supplier<T>, StaleFiles.Follower {
  private static final Logger LOG = Logger.getLogger(WatchedFile.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Path file;
  private final Function<byte[], T> reader;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile T current;
  private volatile long lookedAt;
  private volatile boolean stale;
  private Version seen;

  /**
   * Reads the file.
   *
   * @param reader says what the content means; throws {@link IllegalArgumentException} with one
   *     sentence, which does not repeat it, for an unusable one
   * @throws IllegalArgumentException when there is no usable file
   */
  public WatchedFile(Path file, Function<byte[], T> reader) {
    this.file = file;
    this.reader = reader;
    try {
      this.seen = Version.of(file);
      this.current = reader.apply(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " cannot be read", e);
    }
    this.lookedAt = System.nanoTime();
    StaleFiles.follow(this);
  }

  /** Which file this is. */
  public Path file() {
    return file;
  }

  @Override
  public T get() {
    if (System.nanoTime() - lookedAt > INTERVAL_NANOS && looking.tryLock()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    return current;
  }

  @Override
  public Optional<Path> stale() {
    get();
    return stale ? Optional.of(file) : Optional.empty();
  }

  /** As {@link #get}, but not content with what was read a second ago. */
  public T lookAgain() {
    if (System.nanoTime() - lookedAt > SHORTEST_NANOS) {
      looking.lock();
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    return current;
  }

  private void look() {
    lookedAt = System.nanoTime();
    Version version = Version.of(file);
    if (version.equals(seen)) {
      return;
    }
    try {
      byte[] content = Files.readAllBytes(file);
      seen = version;
      current = reader.apply(content);
      stale = false;
      LOG.infof("A file was read again: file=%s", file);
    } catch (IOException e) {
      stale = true;
      if (!seen.equals(Version.ABSENT)) {
        LOG.errorf("A file cannot be read, what it said stays in force: file=%s", file);
      }
      // It may be readable in a moment without having changed.
      seen = Version.ABSENT;
    } catch (IllegalArgumentException e) {
      stale = true;
      LOG.errorf(
          "A file is not usable, what it said stays in force: file=%s reason=\"%s\"",
          file, e.getMessage());
    }
  }

  private record Version(FileTime modified, long size, Object key) {
    private static final Version ABSENT = new Version(FileTime.fromMillis(0), -1, null);

    static Version of(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      } catch (IOException e) {
        return ABSENT;
      }
    }
  }
}
