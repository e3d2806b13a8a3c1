package org.postroom.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.postroom.contract.json.Json;

/**
 * This version beside the one before it, as they are while an installation is upgraded: {@code
 * events/previous/<type>.json} are the golden files of the last release, never edited. What it
 * reads in an event, every event of this version must still have; what it wrote, this version must
 * read.
 */
class PreviousEventsTest {
  /** A member as a reader of before knows it, with the path to it. */
  private static void compare(String path, JsonNode before, JsonNode now, List<String> broken) {
    if (before.getNodeType() != now.getNodeType()) {
      broken.add(path + " was " + before.getNodeType() + " and is " + name(now));
    } else if (before.isObject()) {
      before
          .properties()
          .forEach(
              member ->
                  compare(
                      path + '.' + member.getKey(),
                      member.getValue(),
                      now.path(member.getKey()),
                      broken));
    } else if (before.isArray() && !before.isEmpty()) {
      compare(path + "[]", before.get(0), now.path(0), broken);
    } else if (before.isNumber() && before.isIntegralNumber() && !now.isIntegralNumber()) {
      broken.add(path + " was a whole number");
    }
  }

  private static String name(JsonNode node) {
    return node.getNodeType() == JsonNodeType.MISSING ? "gone" : node.getNodeType().toString();
  }

  private static List<String> broken(JsonNode before, JsonNode now) {
    List<String> broken = new ArrayList<>();
    compare("", before, now, broken);
    return broken;
  }

  @TestFactory
  Stream<DynamicTest> aReaderOfTheVersionBeforeFindsWhatItKnows() {
    return ofEachType(
        file -> {
          Path current = file.getParent().resolveSibling(file.getFileName());
          assertThat(current).as("a type stays for ever").exists();
          assertThat(broken(json(file), json(current))).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> whatTheVersionBeforeHasWrittenIsRead() {
    return ofEachType(file -> assertIsRead(type(file), file));
  }

  /** Whole: what is read is written again as it was, new members left out. */
  private static <E extends Record> void assertIsRead(EventType<E> type, Path file)
      throws IOException {
    E data = Json.read(Files.readAllBytes(file), type.dataType());
    assertThat(Json.mapper().readTree(Json.write(data))).isEqualTo(json(file));
  }

  /** What a version to come may add is passed over by this one. */
  @TestFactory
  Stream<DynamicTest> membersThatAreNotKnownAreIgnored() {
    return ofEachType(
        file -> {
          ObjectNode more = (ObjectNode) json(file);
          Record asBefore = Json.read(Json.write(more), type(file).dataType());
          more.putObject("AddedLater").put("Text", "x").putArray("List").add(1);
          assertThat(Json.read(Json.write(more), type(file).dataType())).isEqualTo(asBefore);
        });
  }

  @Test
  void aTypeThatIsNotKnownIsNobodys() {
    assertThat(EventCatalogues.all())
        .allSatisfy(
            catalogue ->
                assertThat(
                        catalogue.byWireName(
                            "org.postroom." + catalogue.context().wireName() + ".AddedLater.v1"))
                    .isEmpty());
  }

  @Test
  void whatWouldBreakAReaderIsFound() throws IOException {
    JsonNode before =
        Json.mapper()
            .readTree("{\"Id\":\"a\",\"Size\":1,\"Rules\":[{\"Name\":\"n\"}],\"On\":true}");
    assertThat(
            broken(
                before,
                Json.mapper()
                    .readTree(
                        "{\"Size\":1.5,\"Rules\":[{\"Title\":\"n\"}],\"On\":\"true\",\"New\":1}")))
        .containsExactly(
            ".Id was STRING and is gone",
            ".Size was a whole number",
            ".Rules[].Name was STRING and is gone",
            ".On was BOOLEAN and is STRING");
    assertThat(broken(before, before)).isEmpty();
  }

  /** One test for each file of the version before. */
  private static Stream<DynamicTest> ofEachType(ThrowingConsumer<Path> check) {
    return previous().map(file -> DynamicTest.dynamicTest(typeOf(file), () -> check.accept(file)));
  }

  private static Stream<Path> previous() {
    try {
      Path directory = Path.of(PreviousEventsTest.class.getResource("/events/previous").toURI());
      try (Stream<Path> files = Files.list(directory)) {
        List<Path> all = files.sorted().toList();
        assertThat(all).isNotEmpty();
        return all.stream();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EventType<?> type(Path file) {
    return EventCatalogues.all().stream()
        .flatMap(catalogue -> catalogue.byWireName(typeOf(file)).stream())
        .findAny()
        .orElseThrow(() -> new AssertionError(typeOf(file) + " is not known any more"));
  }

  private static String typeOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(Files.readAllBytes(file));
  }
}
