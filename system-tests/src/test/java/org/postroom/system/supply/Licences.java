package org.postroom.system.supply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Licences by their SPDX identifiers, and which of them what is shipped may be under. */
final class Licences {
  /** None of them asks for more than that its text and notices go with the library. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-2.0-with-classpath-exception",
          "MIT",
          "MIT-0");

  /** How projects write them that do not use the identifier. */
  private static final Map<Pattern, String> NAMES = new LinkedHashMap<>();

  static {
    name(
        "(the )?apache( software)?( licen[sc]e)?[, ]*(version )?[- ]?2(\\.0)?( licen[sc]e)?",
        "Apache-2.0");
    name("(the )?mit( licen[sc]e)?", "MIT");
    name("(the )?bsd 2-clause( licen[sc]e)?", "BSD-2-Clause");
    name("(edl|eclipse distribution licen[sc]e)[ -]*v?\\.? ?1\\.0", "BSD-3-Clause");
    name("go licen[sc]e", "BSD-3-Clause");
    name("(epl|eclipse public licen[sc]e)[ -]*v?\\.? ?1\\.0", "EPL-1.0");
    name("(epl|eclipse public licen[sc]e)[ -]*v?\\.? ?2\\.0", "EPL-2.0");
    name(
        "(gpl2|gnu general public licen[sc]e, version 2) w(ith|/).* (cpe|classpath exception)",
        "GPL-2.0-with-classpath-exception");
    name("public domain, per creative commons cc0", "CC0-1.0");
  }

  private Licences() {}

  /** The identifier of a licence that a project calls so; empty when that is not known. */
  static Optional<String> identifier(String name) {
    if (ALLOWED.contains(name)) {
      return Optional.of(name);
    }
    return NAMES.entrySet().stream()
        .filter(known -> known.getKey().matcher(name).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static void name(String pattern, String identifier) {
    NAMES.put(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), identifier);
  }
}
