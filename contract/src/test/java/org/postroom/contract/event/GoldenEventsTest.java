package org.postroom.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.json.Json;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.operation.BoundedContext;

/**
 * What subscribers were promised: one file {@code events/<type>.json} for each event type, with
 * every member. A file changes only with the version in the type's name.
 */
class GoldenEventsTest {
  @TestFactory
  Stream<DynamicTest> eachEventIsWrittenAsPromised() {
    return types().map(type -> DynamicTest.dynamicTest(type.wireName(), () -> assertGolden(type)));
  }

  private static <E extends Record> void assertGolden(EventType<E> type) throws IOException {
    byte[] golden;
    try (InputStream in = open(type.wireName() + ".json")) {
      assertThat(in).as("src/test/resources/events/" + type.wireName() + ".json").isNotNull();
      golden = in.readAllBytes();
    }
    E data = Json.read(golden, type.dataType());
    JsonNode expected = Json.mapper().readTree(golden);
    assertThat(Json.mapper().readTree(Json.write(data))).isEqualTo(expected);
    assertThat(expected.size())
        .as("a golden file shows every member")
        .isEqualTo(type.dataType().getRecordComponents().length);
    assertThat(Json.read(Json.write(data), type.dataType())).isEqualTo(data);
  }

  @Test
  void noFileIsLeftOver() throws IOException, URISyntaxException {
    Path directory = Path.of(GoldenEventsTest.class.getResource("/events").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toSet());
      assertThat(names)
          .isEqualTo(types().map(type -> type.wireName() + ".json").collect(Collectors.toSet()));
    }
  }

  @Test
  void noEventCarriesASecret() {
    Set<String> members = new TreeSet<>();
    types()
        .flatMap(type -> Stream.of(type.dataType().getRecordComponents()))
        .map(RecordComponent::getName)
        .filter(name -> name.matches("(?i).*(password|secret|hash|private|token).*"))
        .forEach(members::add);
    assertThat(members).isEmpty();
  }

  @Test
  void aCatalogueFindsATypeByNameAndByData() {
    EventCatalogue directory = DirectoryEvents.CATALOGUE;
    assertThat(directory.context()).isEqualTo(BoundedContext.DIRECTORY);
    assertThat(directory.of(new UserDeleted("u"))).isEqualTo(DirectoryEvents.USER_DELETED);
    assertThat(directory.byWireName("org.postroom.directory.UserDeleted.v1"))
        .contains(DirectoryEvents.USER_DELETED);
    assertThat(directory.byWireName("org.postroom.directory.UserDeleted.v2")).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> MailDomainEvents.CATALOGUE.of(new UserDeleted("u")));
  }

  @Test
  void aCatalogueRefusesDoubleAndForeignTypes() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new EventCatalogue(
                    BoundedContext.DIRECTORY,
                    List.of(DirectoryEvents.USER_DELETED, DirectoryEvents.USER_DELETED)));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new EventCatalogue(BoundedContext.POLICY, List.of(DirectoryEvents.USER_DELETED)));
  }

  private static Stream<EventType<?>> types() {
    return EventCatalogues.all().stream().flatMap(catalogue -> catalogue.types().stream());
  }

  private static InputStream open(String name) {
    return GoldenEventsTest.class.getResourceAsStream("/events/" + name);
  }
}
