package org.postroom.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.postroom.contract.json.Json;

class JsonLinesTest {
  @Test
  void aRecordIsOneLineWithItsPairsAsMembers() throws Exception {
    ExtLogRecord record =
        new ExtLogRecord(
            Level.WARN, "A view \"stops\"\n source=directory offset=3 level=mine", "test");
    record.setLoggerName("org.postroom.kit");
    record.setThrown(new IllegalStateException("why"));
    String line = new JsonLines().format(record);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode json = Json.mapper().readTree(line);
    assertThat(json.get("level").asText()).isEqualTo("WARN");
    assertThat(json.get("logger").asText()).isEqualTo("org.postroom.kit");
    assertThat(json.get("source").asText()).isEqualTo("directory");
    assertThat(json.get("offset").asText()).isEqualTo("3");
    assertThat(json.get("message").asText()).startsWith("A view \"stops\"");
    assertThat(json.get("stackTrace").asText()).contains("IllegalStateException: why");
  }
}
