package org.postroom.maildomain.verification.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The text of a DKIM record, as far as it says which key it publishes (RFC 6376, 3.6.1). */
public final class DkimText {
  private DkimText() {}

  /** The RSA key in its {@code p} tag, without white space; empty when it publishes none. */
  public static Optional<String> publicKey(String text) {
    Map<String, String> tags = new HashMap<>();
    for (String part : text.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        tags.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    boolean isKey =
        tags.getOrDefault("v", "DKIM1").equals("DKIM1")
            && tags.getOrDefault("k", "rsa").equals("rsa");
    return Optional.ofNullable(tags.get("p"))
        .filter(key -> isKey && !key.isEmpty())
        .map(key -> key.replaceAll("\\s", ""));
  }
}
