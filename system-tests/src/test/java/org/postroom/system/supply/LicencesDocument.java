package org.postroom.system.supply;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.postroom.system.supply.BillOfMaterials.Library;

/** {@code docs/licences.md}: the same on every system, and at every version of a library. */
final class LicencesDocument {
  private static final String HEAD =
      """
      # Licences

      What Postroom is under is in [LICENSE](../LICENSE). The services, `./postroom` and the trial
      mail server and store bring these libraries along, by licence; where there are several, whoever
      uses the library may choose. Versions are in the bill of materials:
      [supply chain](supply-chain.md). A test holds this list against that bill, and fails on a
      licence that it does not know.
      """;

  private LicencesDocument() {}

  static String of(BillOfMaterials bill) {
    SortedMap<String, SortedMap<String, SortedSet<String>>> byLicence = new TreeMap<>();
    for (Library library : bill.libraries()) {
      if (!library.isOurs()) {
        byLicence
            .computeIfAbsent(licence(library), licence -> new TreeMap<>())
            .computeIfAbsent(library.group(), group -> new TreeSet<>())
            .add(anySystem(library.name()));
      }
    }
    return HEAD
        + byLicence.entrySet().stream()
            .map(licence -> "\n## " + licence.getKey() + "\n\n" + list(licence.getValue()))
            .collect(joining());
  }

  private static String list(Map<String, SortedSet<String>> groups) {
    return groups.entrySet().stream()
        .map(group -> "- " + group.getKey() + ": " + String.join(", ", group.getValue()) + "\n")
        .collect(joining());
  }

  private static String licence(Library library) {
    List<String> known =
        library.licences().stream()
            .flatMap(name -> Licences.identifier(name).stream())
            .distinct()
            .toList();
    return Stream.of(known, library.licences())
        .filter(names -> !names.isEmpty())
        .findFirst()
        .orElse(List.of("unknown"))
        .stream()
        .sorted()
        .collect(joining(" or "));
  }

  /** Some are there for the system alone that builds. */
  private static String anySystem(String name) {
    return name.replaceFirst("-(linux|darwin|osx|windows)-[a-z0-9_]+$", "-*");
  }
}
