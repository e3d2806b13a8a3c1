package org.postroom.benchmarks.export;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.postroom.export.ExportConfig;
import org.postroom.export.imap.ImapMailboxSource;
import org.postroom.export.objectstore.S3ObjectStore;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ExportTarget;
import org.postroom.export.run.ExportWatch;
import org.postroom.export.run.MailboxExports;
import org.postroom.export.run.MailboxOwner;
import org.postroom.export.run.StreamedExports;
import org.postroom.export.testing.Settings;

/**
 * A process that exports as the service's workers do: the port of the mail server, the object
 * storage, a bucket and a directory to its arguments. It writes a line for each run, what it was
 * and how many microseconds it took.
 */
public final class ExportMain {
  private static final ExportWatch NOBODY =
      new ExportWatch() {
        @Override
        public void progressed(long bytesDone, long bytesTotal) {}

        @Override
        public boolean isStopped() {
          return false;
        }

        @Override
        public void uploading(String uploadId) {}
      };

  private ExportMain() {}

  public static void main(String[] args) throws Exception {
    Settings settings =
        new Settings(Path.of(args[3]))
            .set("imap.port", args[0])
            .set("s3.endpoint", args[1])
            .set("s3.kms-key", "bare-id");
    RawCopy floor = new RawCopy(Integer.parseInt(args[0]), URI.create(args[1]), args[2], "floor");
    // The faster round counts; the first warms up.
    for (int round = 0; round < 2; round++) {
      time(
          "floor",
          () -> {
            floor.run();
            return null;
          });
      for (String compression : new String[] {"stored", "deflated"}) {
        ExportConfig config = settings.set("compression", compression).config();
        time(compression, () -> export(config, args[2]));
      }
    }
    System.exit(0);
  }

  private static Void export(ExportConfig config, String bucket) throws Exception {
    ExportOrder order =
        new ExportOrder(
            "m-benchmark",
            "benchmark",
            new MailboxOwner("id", "benchmark@example.com", "benchmark"),
            new ExportTarget(
                bucket,
                "benchmark",
                "arn:aws:iam::123456789012:role/export",
                "arn:aws:kms:us-east-1:123456789012:key/" + RawCopy.KEY));
    MailboxExports exports =
        new StreamedExports(
            new ImapMailboxSource(config),
            new S3ObjectStore(config.s3(), "us-east-1"),
            config.compression(),
            Clock.systemUTC());
    exports.run(order, NOBODY);
    exports.discard(order, List.of());
    return null;
  }

  private static void time(String what, Callable<Void> run) throws Exception {
    long start = System.nanoTime();
    run.call();
    System.out.println(what + " " + (System.nanoTime() - start) / 1000);
  }
}
