package org.postroom.local;

import java.nio.file.Path;

/** A process of an installation. Calls come from one thread at a time. */
interface Part {
  String name();

  int port();

  Path log();

  /** Starts the process; for a server that others need at once, waits until it answers. */
  void start();

  /** Asks the process to end in order and waits for it. */
  void stop();

  /** Ends the process as {@code kill -9} does and waits for it. */
  void kill();

  boolean isAlive();

  /** The current process; only after a start. */
  ProcessHandle handle();

  /** Empty when it is healthy, else what is wrong, in a few words. */
  String complaint();
}
