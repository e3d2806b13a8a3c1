package org.postroom.directory.external;

import org.postroom.directory.organization.model.DirectoryCondition;

/** Speaks to directories of one kind. One instance serves all of them, on several threads. */
public interface DirectoryAdapter {
  /** What the operator calls it. */
  String name();

  /**
   * Asks a directory how it is.
   *
   * @implSpec May take its time, has a thread to itself for each directory, and reads the
   *     credentials anew each time, so that they can be replaced. Whatever it throws means that the
   *     directory is not available.
   */
  DirectoryCondition ask(ConnectedDirectory directory) throws Exception;
}
