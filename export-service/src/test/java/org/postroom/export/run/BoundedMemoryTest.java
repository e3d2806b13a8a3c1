package org.postroom.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.ScriptedImap;
import org.postroom.export.testing.ScriptedImap.Folder;
import org.postroom.export.testing.ScriptedS3;
import org.postroom.export.testing.Settings;
import org.postroom.export.testing.ZipTools;

/**
 * A mailbox much larger than the heap passes. By hand with more: {@code
 * -Dpostroom.export.test.mailbox=5120 -Dpostroom.export.test.heap=256}, both in MiB.
 */
class BoundedMemoryTest {
  private static final int MAILBOX = Integer.getInteger("postroom.export.test.mailbox", 256);
  private static final int HEAP = Integer.getInteger("postroom.export.test.heap", 64);

  @TempDir Path directory;

  @Test
  void aLargeMailboxPassesThroughASmallHeap() throws Exception {
    Mailbox mailbox = new Mailbox((long) MAILBOX << 20);
    Path log = directory.resolve("log");
    try (ScriptedS3 store = new ScriptedS3(directory);
        ScriptedImap server = new ScriptedImap(List.of(mailbox))) {
      Process export =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + HEAP + "m",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Fork.class.getName(),
                  directory.toString(),
                  Integer.toString(server.port()),
                  store.endpoint().toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        assertThat(export.waitFor(10, TimeUnit.MINUTES)).isTrue();
      } finally {
        export.destroyForcibly();
      }
      assertThat(export.exitValue()).as(Files.readString(log)).isZero();
      ZipTools.assertReadable(ExportBench.zip(store));
      mailbox.compare(ExportBench.zip(store));
    }
  }

  /** The exporting process. */
  public static final class Fork {
    private Fork() {}

    public static void main(String[] args) throws Exception {
      Settings settings =
          new Settings(Path.of(args[0])).set("imap.port", args[1]).set("s3.endpoint", args[2]);
      ExportBench.run(settings.config());
    }
  }

  /** One message of 150 MiB, the rest of 128 KiB, each the same noise from another byte on. */
  private record Mailbox(int count) implements Folder {
    private static final byte[] NOISE = new byte[1 << 20];
    private static final long LARGE = 150L << 20;
    private static final int SMALL = 128 << 10;

    static {
      new Random(3).nextBytes(NOISE);
    }

    Mailbox(long bytes) {
      this((int) ((bytes - LARGE) / SMALL) + 1);
    }

    @Override
    public String name() {
      return "INBOX";
    }

    @Override
    public long bytes(int uid) {
      return uid == 2 ? LARGE : SMALL;
    }

    @Override
    public void write(int uid, OutputStream out) throws IOException {
      long left = bytes(uid);
      for (int from = start(uid); left > 0; from = 0) {
        int length = (int) Math.min(left, NOISE.length - from);
        out.write(NOISE, from, length);
        left -= length;
      }
    }

    private static int start(int uid) {
      return uid * 31 % NOISE.length;
    }

    void compare(Path path) throws IOException {
      try (ZipFile zip = new ZipFile(path.toFile())) {
        for (int uid = 1; uid <= count; uid++) {
          try (InputStream in = zip.getInputStream(zip.getEntry("INBOX/" + uid + ".eml"))) {
            long left = bytes(uid);
            for (int from = start(uid); left > 0; from = 0) {
              int length = (int) Math.min(left, NOISE.length - from);
              byte[] read = in.readNBytes(length);
              assertThat(Arrays.equals(read, 0, read.length, NOISE, from, from + length)).isTrue();
              left -= length;
            }
            assertThat(in.read()).isNegative();
          }
        }
      }
    }
  }
}
