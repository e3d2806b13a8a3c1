package org.postroom.contract.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A password, key or token in a request or response. In the caller's request it is clear text; the
 * gateway replaces it before the request leaves the process, so that in a command it is what {@link
 * SecretSealer} made. It never prints itself.
 */
public record Secret(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {}

  @Override
  public String toString() {
    return "[secret]";
  }
}
