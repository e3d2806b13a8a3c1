package org.postroom.audit.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/asyncapi.yaml} describes exactly the events and audit entries there are. */
class AsyncApiDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.yaml");
  private static final Path PRESENT = Path.of("target", "asyncapi.yaml");

  @Test
  void isWhatTheCodeSays() throws IOException {
    String present = AsyncApiDocument.yaml();
    Files.writeString(PRESENT, present);

    assertThat(DOCUMENT)
        .as("if the change is meant: cp audit/target/asyncapi.yaml docs/")
        .hasContent(present);
  }
}
