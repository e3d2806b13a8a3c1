package org.postroom.benchmarks.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.postroom.benchmarks.export.ExportMain;
import org.postroom.export.testing.ScriptedImap;
import org.postroom.export.testing.ScriptedImap.Folder;
import org.postroom.local.DataDirectory;
import org.postroom.local.Port;
import org.postroom.local.ProjectDirectory;

/**
 * How fast a mailbox goes into the installation's object storage, from a mail server that makes its
 * messages up as fast as they are taken. The floor is a client that copies the messages' bytes into
 * the same storage and makes nothing of them.
 */
final class Exports {
  private static final double RATIO_TARGET = 2;

  private Exports() {}

  static void measure(Bench bench, Path directory) throws IOException, InterruptedException {
    Mailbox mailbox = new Mailbox();
    Map<String, Long> fastest = new TreeMap<>();
    try (ScriptedImap server = new ScriptedImap(List.of(mailbox))) {
      Process exports = start(bench, server, Files.createDirectories(directory.resolve("export")));
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(exports.getInputStream(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] result = line.split(" ");
          fastest.merge(result[0], Long.parseLong(result[1]), Math::min);
        }
      } finally {
        exports.destroy();
      }
      if (exports.waitFor() != 0) {
        throw new IOException("the exporting process failed");
      }
    }
    double megabytes = mailbox.bytes() / 1e6;
    String size = Math.round(megabytes) + " MB in " + mailbox.count() + " messages";
    double floor = megabytes / (fastest.get("floor") / 1e6);
    double stored = megabytes / (fastest.get("stored") / 1e6);
    double deflated = megabytes / (fastest.get("deflated") / 1e6);
    bench.report().addRate("Floor: raw FETCH into the store, MB", floor, size);
    bench.report().addRate("Mailbox export, stored, MB", stored, size);
    bench.report().addRate("Mailbox export, deflated, MB", deflated, size);
    bench.report().atMost("Mailbox export, stored: time : floor", floor / stored, RATIO_TARGET);
    bench.report().ratio("Mailbox export, deflated: time : floor", floor / deflated);
  }

  /** The export service's libraries must not meet the suite's, so they get a process. */
  private static Process start(Bench bench, ScriptedImap server, Path directory)
      throws IOException {
    Path target = ProjectDirectory.find().root().resolve("benchmarks/target");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            target.resolve("classes") + ":" + Files.readString(target.resolve("micro-classpath")),
            ExportMain.class.getName(),
            Integer.toString(server.port()),
            "http://127.0.0.1:" + bench.installation().port(Port.S3),
            DataDirectory.EXPORTS_BUCKET,
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Of ten messages nine are text of 20 KB and one has an attachment of a megabyte. */
  private static final class Mailbox implements Folder {
    private static final int TEXT = 20_000;
    private static final int ATTACHMENT = 1_000_000;
    private final byte[] noise = new byte[ATTACHMENT + 100_000];

    Mailbox() {
      byte[] random = new byte[noise.length];
      new Random(5).nextBytes(random);
      byte[] encoded = Base64.getMimeEncoder().encode(random);
      System.arraycopy(encoded, 0, noise, 0, noise.length);
      byte[] head = "Subject: measured\r\n\r\n".getBytes(ISO_8859_1);
      System.arraycopy(head, 0, noise, 0, head.length);
    }

    @Override
    public String name() {
      return "INBOX";
    }

    @Override
    public int count() {
      return 4000;
    }

    @Override
    public long bytes(int uid) {
      return uid % 10 == 0 ? ATTACHMENT : TEXT;
    }

    long bytes() {
      return count() / 10 * (9L * TEXT + ATTACHMENT);
    }

    @Override
    public void write(int uid, OutputStream out) throws IOException {
      out.write(noise, 0, (int) bytes(uid));
    }
  }
}
