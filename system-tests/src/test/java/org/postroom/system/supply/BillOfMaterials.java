package org.postroom.system.supply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.contract.json.Json;

/** The CycloneDX document that the build makes of what is shipped. */
record BillOfMaterials(List<Library> libraries) {
  private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

  static BillOfMaterials read(Path file) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (JsonNode component : Json.mapper().readTree(file.toFile()).path("components")) {
      libraries.add(library(component));
    }
    return new BillOfMaterials(libraries);
  }

  private static Library library(JsonNode component) {
    List<String> licences = new ArrayList<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      if (choice.has("expression")) {
        licences.add(choice.get("expression").asText());
      } else {
        licences.add(licence.path("id").asText(licence.path("name").asText()));
      }
    }
    Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
    return new Library(
        component.path("group").asText(),
        component.path("name").asText(),
        component.path("version").asText(),
        classifier.find() ? "-" + classifier.group(1) : "",
        licences);
  }

  /**
   * One artifact.
   *
   * @param suffix of its file's name, by which artifacts of one name and version differ
   * @param licences as its project calls them; whoever uses it may choose one
   */
  record Library(String group, String name, String version, String suffix, List<String> licences) {
    /** The names under which it may lie in a directory of libraries. */
    List<String> files() {
      String file = name + "-" + version + suffix + ".jar";
      return List.of(file, group + "." + file);
    }

    boolean isOurs() {
      return group.equals("org.postroom");
    }
  }
}
