package org.postroom.local;

/** Waiting between two looks at something that has no notification. */
public final class Pause {
  private static final long BRIEF_MS = 100;

  private Pause() {}

  public static void brief() {
    try {
      Thread.sleep(BRIEF_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.", e);
    }
  }
}
