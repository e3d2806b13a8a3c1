package org.postroom.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/** Events as followers read them. */
class FeedFormatTest {
  /** As readers that refuse an object which has a member twice. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEventHasEachAttributeOnce(boolean retold) throws Exception {
    JsonNode event = STRICT.readTree(FeedFormat.line(event(retold)));
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("sequence").asText()).isEqualTo("7");
    assertThat(event.path("retold").asText("absent")).isEqualTo(retold ? "true" : "absent");
    assertThat(event.at("/data/Name").asText()).isEqualTo("ann");
  }

  @Test
  void aPageHoldsItsEventsAndWhereToGoOn() throws Exception {
    Page page =
        new Page(
            List.of(
                new Page.Item(BoundedContext.DIRECTORY, event(false), Cursor.BEGINNING),
                new Page.Item(BoundedContext.DIRECTORY, event(true), Cursor.BEGINNING)),
            List.of(),
            Cursor.BEGINNING,
            true);
    JsonNode told = STRICT.readTree(FeedFormat.page(page, "next").getBytes());
    assertThat(told.path("Events")).hasSize(2);
    assertThat(told.path("Next").asText()).isEqualTo("next");
  }

  private static EventEnvelope event(boolean retold) {
    return new EventEnvelope(
        "id",
        "/postroom/directory",
        "org.postroom.directory.UserUpdated.v1",
        Instant.EPOCH,
        "m-1",
        "123456789012",
        1,
        7,
        "cause",
        retold,
        "{\n\"Name\":\"ann\"}".getBytes(UTF_8));
  }
}
