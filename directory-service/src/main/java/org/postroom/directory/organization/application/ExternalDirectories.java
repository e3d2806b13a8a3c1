package org.postroom.directory.organization.application;

import java.util.Optional;
import org.postroom.directory.organization.model.ExternalDirectory;

/**
 * The directories that the operator has connected.
 *
 * @implSpec Commands of many organizations wait for the one that asks: an answer is what is known
 *     already, it never waits for the directory.
 */
public interface ExternalDirectories {
  /** The directory with this id and how it was last found. */
  Optional<ExternalDirectory> find(String directoryId);
}
