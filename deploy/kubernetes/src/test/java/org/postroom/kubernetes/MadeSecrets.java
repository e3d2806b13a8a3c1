package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** What the script {@code secrets} makes. */
record MadeSecrets(Path directory, JsonNode kustomization) {

  /** Runs the script; what is in the directory already stays. */
  static MadeSecrets in(Path directory) throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("./secrets", directory.toString()).redirectErrorStream(true).start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as("%s", said).isZero();
    return new MadeSecrets(
        directory,
        Rendering.read(Files.readString(directory.resolve("kustomization.yaml"))).get(0));
  }

  Set<String> names() {
    return Rendering.each(kustomization.path("secretGenerator"))
        .map(secret -> secret.path("name").asText())
        .collect(Collectors.toSet());
  }

  Path file(String name) {
    return directory.resolve(name);
  }
}
