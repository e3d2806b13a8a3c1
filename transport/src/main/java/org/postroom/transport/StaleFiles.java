package org.postroom.transport;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * The files of this process of which an older content is in force, since what they hold now, or
 * that they are gone, is no use: somebody believes to have changed what has not changed. Files are
 * forgotten with who follows them. Thread-safe.
 */
public final class StaleFiles {
  private static final Set<Follower> FOLLOWERS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private StaleFiles() {}

  /** What takes over a file's content when it changes. */
  public interface Follower {
    /** The file whose present content could not be taken over; looks at it, if that is due. */
    Optional<Path> stale();
  }

  /** Has a follower asked from now on. */
  public static void follow(Follower follower) {
    FOLLOWERS.add(follower);
  }

  /** Those that are stale by now, each once however many follow it. */
  public static Set<Path> now() {
    List<Follower> followers;
    synchronized (FOLLOWERS) {
      followers = FOLLOWERS.stream().filter(Objects::nonNull).toList();
    }
    return followers.stream().flatMap(each -> each.stale().stream()).collect(Collectors.toSet());
  }
}
