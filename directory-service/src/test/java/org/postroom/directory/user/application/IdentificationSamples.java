package org.postroom.directory.user.application;

import org.postroom.directory.memory.MemoryDirectory;

/** Parts of this package for the tests of others. */
public final class IdentificationSamples {
  private IdentificationSamples() {}

  /** Identification over a directory in memory. */
  public static UserIdentification over(MemoryDirectory directory) {
    return new UserIdentification(directory.users, directory.names, directory.addresses);
  }
}
