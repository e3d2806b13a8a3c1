package org.postroom.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  @TempDir Path directory;

  private static String read(byte[] content) {
    String text = new String(content, UTF_8);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    return text;
  }

  @Test
  void aChangeIsSeenWithoutAnybodyBeingTold() throws IOException {
    Path path = Files.writeString(directory.resolve("file"), "one");
    WatchedFile<String> file = new WatchedFile<>(path, WatchedFileTest::read);
    assertThat(file.get()).isEqualTo("one");
    Files.writeString(path, "the second");
    await().until(() -> file.get().equals("the second"));
  }

  @Test
  void whatCannotBeUsedLeavesTheLastGoodContent() throws IOException {
    Path path = Files.writeString(directory.resolve("file"), "one");
    WatchedFile<String> file = new WatchedFile<>(path, WatchedFileTest::read);
    Files.writeString(path, "");
    assertThat(file.lookAgain()).isEqualTo("one");
    Files.delete(path);
    assertThat(file.lookAgain()).isEqualTo("one");
    Files.writeString(path, "three");
    await().until(() -> file.lookAgain().equals("three"));
  }

  @Test
  void aFileIsStaleAsLongAsWhatItHoldsIsNotInForce() throws IOException {
    Path path = Files.writeString(directory.resolve("file"), "one");
    WatchedFile<String> file = new WatchedFile<>(path, WatchedFileTest::read);
    assertThat(StaleFiles.now()).doesNotContain(path);
    // Nobody asks for it but whoever measures.
    Files.writeString(path, "");
    await().until(() -> StaleFiles.now().contains(path));
    Files.delete(path);
    assertThat(StaleFiles.now()).contains(path);
    Files.writeString(path, "two");
    await().until(() -> !StaleFiles.now().contains(path));
    assertThat(file.get()).isEqualTo("two");
  }

  @Test
  void withoutAFileThereIsNothingToBeginWith() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WatchedFile<>(directory.resolve("none"), WatchedFileTest::read));
  }
}
