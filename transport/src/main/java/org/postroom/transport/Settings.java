package org.postroom.transport;

import java.util.Optional;

/** The configuration of a part, by key. */
@FunctionalInterface
public interface Settings {
  /** The value of a key; empty when it is not set. */
  Optional<String> get(String key);
}
