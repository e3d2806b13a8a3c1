package org.postroom.audit.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong, as far as anybody wants to read it. */
final class Findings {
  private static final int MOST = 1_000;

  private final List<Finding> all = new ArrayList<>();
  private final Set<String> writers = new HashSet<>();

  void add(Finding.Kind kind, String writer, long number, String text) {
    writers.add(writer);
    if (all.size() < MOST) {
      all.add(new Finding(kind, writer, number, text));
    }
  }

  boolean concern(String writer) {
    return writers.contains(writer);
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
