package org.postroom.transport;

import java.nio.file.Path;
import org.postroom.contract.secret.SealingKeySource;
import org.postroom.contract.secret.SealingKeys;

/** The sealing keys of a file; a change of it takes effect within about a second. */
public final class SealingKeysFile implements SealingKeySource {
  private final WatchedFile<SealingKeys> file;

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it holds no usable keys; its text is not repeated
   */
  public SealingKeysFile(Path file) {
    this.file = new WatchedFile<>(file, json -> SealingKeys.read(json, file.toString()));
  }

  @Override
  public SealingKeys get() {
    return file.get();
  }

  @Override
  public SealingKeys lookAgain() {
    return file.lookAgain();
  }
}
