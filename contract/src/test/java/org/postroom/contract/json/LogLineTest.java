package org.postroom.contract.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void aRecordIsOneLineWithItsPairsAsMembers() throws Exception {
    String message =
        "A view \"stops\"\n source=directory reason=\"Connection \nrefused\" level=mine";
    String line =
        new LogLine(
                Instant.EPOCH,
                "WARN",
                "org.postroom.kit",
                "main",
                message,
                new IllegalStateException("why"))
            .json();
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode json = Json.mapper().readTree(line);
    assertThat(json.get("time").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(json.get("level").asText()).isEqualTo("WARN");
    assertThat(json.get("logger").asText()).isEqualTo("org.postroom.kit");
    assertThat(json.get("message").asText()).isEqualTo(message);
    assertThat(json.get("source").asText()).isEqualTo("directory");
    assertThat(json.get("reason").asText()).isEqualTo("Connection \nrefused");
    assertThat(json.get("stackTrace").asText()).contains("IllegalStateException: why");
  }

  @Test
  void aRecordMayHaveNoMessage() throws Exception {
    String line = new LogLine(Instant.EPOCH, "INFO", "a", "main", null, null).json();
    assertThat(Json.mapper().readTree(line).get("message").isNull()).isTrue();
  }
}
