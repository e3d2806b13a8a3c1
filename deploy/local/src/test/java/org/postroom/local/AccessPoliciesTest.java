package org.postroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

class AccessPoliciesTest {
  @TempDir Path directory;

  @Test
  void keysOfBeforeMayWhatTheyMight() throws IOException {
    JsonNode keys =
        afterStart(
            """
            {"credentials":[
              {"accessKeyId":"ALL","secretAccessKey":"s","actions":["workmail:*"]},
              {"accessKeyId":"ANY","secretAccessKey":"s"},
              {"accessKeyId":"READER","secretAccessKey":"s","actions":["workmail:List*"]},
              {"accessKeyId":"NOBODY","secretAccessKey":"s","actions":[]}]}
            """);
    assertThat(statement(keys, 0).path("Action").toString()).isEqualTo("[\"workmail:*\"]");
    assertThat(statement(keys, 1).path("Effect").asText()).isEqualTo("Allow");
    assertThat(statement(keys, 1).path("Action").asText()).isEqualTo("workmail:*");
    assertThat(statement(keys, 2).path("Action").toString()).isEqualTo("[\"workmail:List*\"]");
    assertThat(statement(keys, 3).path("Effect").asText()).isEqualTo("Deny");
    assertThat(keys.findValues("actions")).isEmpty();
    assertThat(keys.findValuesAsText("secretAccessKey")).containsOnly("s").hasSize(4);
  }

  @Test
  void aKeyThatCameLaterWithoutAPolicyGetsNone() throws IOException {
    JsonNode keys = afterStart("{\"version\":2,\"credentials\":[{\"accessKeyId\":\"NEW\"}]}");
    assertThat(keys.get(0).has("policy")).isFalse();
  }

  @Test
  void newKeysComeWithAPolicy() throws IOException {
    SecureRandom random = new SecureRandom();
    SecretSealer sealer =
        new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), random);
    JsonNode file = DataDirectory.JSON.readTree(new Secrets(random).credentials(sealer));
    assertThat(file.path("version").asInt()).isEqualTo(2);
    assertThat(statement(file.path("credentials"), 0).path("Resource").asText()).isEqualTo("*");
  }

  private JsonNode afterStart(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("credentials.json"), content);
    AccessPolicies.addTo(new PrivateFile(file));
    String first = Files.readString(file);
    AccessPolicies.addTo(new PrivateFile(file));
    assertThat(Files.readString(file)).isEqualTo(first);
    return DataDirectory.JSON.readTree(first).path("credentials");
  }

  private static JsonNode statement(JsonNode keys, int number) {
    return keys.get(number).path("policy").path("Statement").path(0);
  }
}
