package org.postroom.export.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other people's readers of zips, where they are installed or have to be. */
public final class ZipTools {
  /**
   * Says that a tool that is missing is a failure; {@code .ci/run}, which installs them, sets it.
   */
  private static final String REQUIRED = "POSTROOM_TEST_TOOLS";

  private ZipTools() {}

  /** Has the whole zip read and its checksums compared. */
  public static void assertReadable(Path zip) throws IOException, InterruptedException {
    assertRuns(zip, "unzip", "-tqq", zip.toString());
    assertRuns(
        zip,
        "python3",
        "-c",
        "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())",
        zip.toString());
  }

  private static void assertRuns(Path zip, String tool, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(zip.getParent(), tool, ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      assertThat(System.getenv(REQUIRED)).as(tool + " is not installed").isNull();
      return;
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(tool + ": " + Files.readString(output)).isZero();
  }
}
