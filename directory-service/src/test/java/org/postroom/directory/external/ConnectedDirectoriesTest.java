package org.postroom.directory.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.directory.memory.MutableClock;
import org.postroom.directory.organization.model.DirectoryCondition;
import org.postroom.directory.organization.model.ExternalDirectory;

class ConnectedDirectoriesTest {
  private static final String ID = "d-00000000ee";
  private static final Duration INTERVAL = Duration.ofMillis(5);

  @TempDir private Path files;
  private Path location;
  private Path credentials;
  private final MutableClock clock = new MutableClock();

  @BeforeEach
  void givenCredentials() throws IOException {
    location = files.resolve("simulated.json");
    credentials = Files.writeString(files.resolve("credential"), "right\n");
  }

  @Test
  void areNoneWithoutAFile() {
    assertThat(directories(Optional.empty()).find(ID)).isEmpty();
  }

  @Test
  void areUnknownUntilTheyHaveAnswered() throws IOException {
    assertThat(directories(file(entry(ID))).find(ID))
        .contains(
            new ExternalDirectory(ID, "acme", "ADConnector", null, DirectoryCondition.UNAVAILABLE));
  }

  @Test
  void areFoundAsTheyChange() throws IOException {
    ConnectedDirectories directories = directories(file(entry(ID)));
    directories.start(null);
    try {
      simulate("right", false);
      await(directories, DirectoryCondition.WRITABLE);
      simulate("right", true);
      await(directories, DirectoryCondition.READ_ONLY);
      simulate("changed", true);
      await(directories, DirectoryCondition.AUTHENTICATION_FAILED);
      Files.delete(location);
      await(directories, DirectoryCondition.UNAVAILABLE);
    } finally {
      directories.stop(null);
    }
  }

  @Test
  void doNotCountWhenTheyWereHeardLongAgo() {
    AtomicReference<DirectoryCondition> answer = new AtomicReference<>(DirectoryCondition.WRITABLE);
    DirectoryMonitor monitor =
        new DirectoryMonitor(
            new ConnectedDirectory(ID, "acme", null, null, "test", "here", "none"),
            adapter(answer),
            clock,
            INTERVAL);

    monitor.ask();
    clock.advance(Duration.ofSeconds(30));
    assertThat(monitor.condition()).isEqualTo(DirectoryCondition.WRITABLE);
    clock.advance(Duration.ofMillis(1));
    assertThat(monitor.condition()).isEqualTo(DirectoryCondition.UNAVAILABLE);
    answer.set(DirectoryCondition.READ_ONLY);
    monitor.ask();
    assertThat(monitor.condition()).isEqualTo(DirectoryCondition.READ_ONLY);
  }

  @Test
  void areRefusedWhenDescribedWrongly() throws IOException {
    Optional<Path> twice = file(entry(ID) + "," + entry(ID));
    Optional<Path> noId = file(entry("acme"));
    Optional<Path> noAdapter = file(entry(ID).replace("simulated\"", "telepathy\""));
    Optional<Path> noAlias = file("{\"id\":\"" + ID + "\",\"adapter\":\"simulated\"}");

    assertThatThrownBy(() -> directories(twice)).hasMessageContaining("twice");
    assertThatThrownBy(() -> directories(noId)).hasMessageContaining("not acme");
    assertThatThrownBy(() -> directories(noAdapter)).hasMessageContaining("telepathy");
    assertThatThrownBy(() -> directories(noAlias)).hasMessageContaining(ID);
    assertThatThrownBy(() -> directories(Optional.of(files.resolve("absent"))))
        .hasMessageContaining("absent");
  }

  private ConnectedDirectories directories(Optional<Path> file) {
    return new ConnectedDirectories(file, INTERVAL, List.of(new SimulatedDirectory()), clock);
  }

  private Optional<Path> file(String entries) throws IOException {
    return Optional.of(
        Files.writeString(
            Files.createTempFile(files, "directories", ".json"),
            "{\"directories\":[" + entries + "]}"));
  }

  private String entry(String id) {
    return "{\"id\":\"%s\",\"alias\":\"acme\",\"adapter\":\"simulated\",\"location\":\"%s\",\"credentialsFile\":\"%s\"}"
        .formatted(id, location, credentials);
  }

  private void simulate(String credential, boolean readOnly) throws IOException {
    Files.writeString(
        location, "{\"credential\":\"%s\",\"readOnly\":%s}".formatted(credential, readOnly));
  }

  private static void await(ConnectedDirectories directories, DirectoryCondition condition) {
    Awaitility.await()
        .until(() -> directories.find(ID).orElseThrow().condition(), condition::equals);
  }

  private static DirectoryAdapter adapter(AtomicReference<DirectoryCondition> answer) {
    return new DirectoryAdapter() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public DirectoryCondition ask(ConnectedDirectory directory) {
        return answer.get();
      }
    };
  }
}
