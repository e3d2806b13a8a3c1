package org.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A JVM of its own for what must not take the tests along when it ends. */
final class OtherJvm {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private OtherJvm() {}

  /** Runs a program with these arguments until it has ended, however it ends. */
  static void run(Class<?> program, Path log, Path... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ChildProcess.javaExecutable(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    Stream.of(arguments).map(Path::toString).forEach(command::add);
    assertThat(ChildProcess.start(command, Map.of(), log).awaitExit(PATIENCE))
        .as("%s has ended", program.getSimpleName())
        .isTrue();
  }
}
