package org.postroom.export.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
  @TempDir Path directory;

  @Test
  void itHasNoNameWhileItIsUsed() throws Exception {
    try (TemporaryFile file = new TemporaryFile(Files.createFile(directory.resolve("a")))) {
      file.write("content".getBytes(UTF_8));
      assertThat(directory).isEmptyDirectory();
      assertThat(file.size()).isEqualTo(7);
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      assertThat(file.copyTo(copy)).isEqualTo(7);
      assertThat(copy.toString(UTF_8)).isEqualTo("content");
    }
    assertThat(directory).isEmptyDirectory();
  }
}
