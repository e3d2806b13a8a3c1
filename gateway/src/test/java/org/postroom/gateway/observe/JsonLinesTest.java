package org.postroom.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void aRecordIsOneLineAndItsPairsAreMembers() throws Exception {
    ExtLogRecord record =
        new ExtLogRecord(
            Level.ERROR,
            "Service is away: context=policy reason=\"Connection \nrefused\" message=x",
            "org.postroom.Test");
    record.setLoggerName("org.postroom.Test");
    record.setThrown(new IllegalStateException("why"));
    String line = new JsonLines().format(record);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("level").asText()).isEqualTo("ERROR");
    assertThat(json.path("context").asText()).isEqualTo("policy");
    assertThat(json.path("reason").asText()).isEqualTo("Connection \nrefused");
    assertThat(json.path("message").asText()).startsWith("Service is away: ");
    assertThat(json.path("stackTrace").asText()).contains("IllegalStateException: why");
  }
}
