package org.postroom.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an overlay comes to: the objects of a file below {@code rendered/}.
 *
 * @param overlay the overlay's directory below {@code overlays/}
 */
record Rendering(String overlay, List<JsonNode> objects) {
  /** The overlays whose renderings are kept. */
  static final List<String> KEPT =
      List.of("single", "production", "production-keda", "production/migrations");

  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "StatefulSet", "Job", "CronJob");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  static Rendering of(String overlay) {
    try {
      return new Rendering(
          overlay,
          read(Files.readString(Path.of("rendered", overlay.replace('/', '-') + ".yaml"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Rendering> kept() {
    return KEPT.stream().map(Rendering::of).toList();
  }

  static List<JsonNode> read(String yaml) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      List<JsonNode> objects = new ArrayList<>();
      documents.forEachRemaining(
          document -> {
            if (document.isObject()) {
              objects.add(document);
            }
          });
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> ofKind(String kind) {
    return objects.stream().filter(object -> kind.equals(kindOf(object)));
  }

  /**
   * The object of this kind and name, be it with the hash of what it says behind it; a missing node
   * for none.
   */
  JsonNode object(String kind, String name) {
    Predicate<String> isIt =
        Pattern.compile(Pattern.quote(name) + "(-[a-z0-9]{10})?").asMatchPredicate();
    return ofKind(kind)
        .filter(
            object ->
                kind.equals("ConfigMap") ? isIt.test(nameOf(object)) : name.equals(nameOf(object)))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  Stream<Workload> workloads() {
    return objects.stream()
        .filter(object -> WORKLOADS.contains(kindOf(object)))
        .map(
            object ->
                new Workload(
                    kindOf(object),
                    nameOf(object),
                    object.at(
                        kindOf(object).equals("CronJob")
                            ? "/spec/jobTemplate/spec/template"
                            : "/spec/template")));
  }

  static String kindOf(JsonNode object) {
    return object.path("kind").asText();
  }

  static String nameOf(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static Stream<JsonNode> each(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements.stream();
  }

  @Override
  public String toString() {
    return overlay;
  }

  /** What makes pods. */
  record Workload(String kind, String name, JsonNode template) {
    JsonNode spec() {
      return template.path("spec");
    }

    JsonNode labels() {
      return template.at("/metadata/labels");
    }

    Stream<JsonNode> containers() {
      return Stream.concat(each(spec().path("initContainers")), each(spec().path("containers")));
    }

    /** Whether it is one of the five services, and no migration of one. */
    boolean isService() {
      String tier = labels().path("postroom.org/tier").asText();
      return tier.equals("edge") || tier.equals("service");
    }

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }
}
