package org.postroom.export.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postroom.export.ExportConfig;
import org.postroom.export.imap.ImapMailboxSource;
import org.postroom.export.objectstore.S3ObjectStore;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ExportStopped;
import org.postroom.export.run.ExportSummary;
import org.postroom.export.run.ExportTarget;
import org.postroom.export.run.ExportWatch;
import org.postroom.export.run.MailboxExports;
import org.postroom.export.run.MailboxOwner;
import org.postroom.export.run.StreamedExports;

/** Runs exports as the service does. */
public final class ExportBench {
  public static final ExportOrder ORDER =
      new ExportOrder(
          "m-0123456789abcdef0123456789abcdef",
          "job-1",
          new MailboxOwner("S-1-1-11-1", "alice@example.com", "alice"),
          new ExportTarget(
              "exports",
              "mail/alice/",
              "arn:aws:iam::123456789012:role/export",
              "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"));

  public static final String ZIP = "exports/mail/alice/job-1.zip";
  public static final String DIGEST = ZIP + ".sha384";

  private ExportBench() {}

  public static MailboxExports exports(ExportConfig config) {
    return new StreamedExports(
        new ImapMailboxSource(config),
        new S3ObjectStore(config.s3(), "us-east-1"),
        config.compression(),
        Clock.systemUTC());
  }

  public static ExportSummary run(ExportConfig config) throws ExportFailed, ExportStopped {
    return exports(config).run(ORDER, new Watch());
  }

  /** The export that a store with an uploaded zip holds. */
  public static ReadExport read(ScriptedS3 store) throws java.io.IOException {
    return ReadExport.of(store.objects().get(ZIP));
  }

  public static Path zip(ScriptedS3 store) {
    return store.objects().get(ZIP);
  }

  public static Set<String> objects(ScriptedS3 store) {
    return store.objects().keySet();
  }

  /** Remembers what it was told, and stops the export when told to. */
  public static class Watch implements ExportWatch {
    private final List<Long> done = Collections.synchronizedList(new ArrayList<>());
    private final List<String> uploads = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile long total;

    @Override
    public void progressed(long bytesDone, long bytesTotal) {
      done.add(bytesDone);
      total = bytesTotal;
    }

    @Override
    public boolean isStopped() {
      return stopped.get();
    }

    @Override
    public void uploading(String uploadId) throws ExportFailed {
      uploads.add(uploadId);
    }

    public List<String> uploads() {
      return List.copyOf(uploads);
    }

    public void stop() {
      stopped.set(true);
    }

    public List<Long> done() {
      return List.copyOf(done);
    }

    public long total() {
      return total;
    }
  }
}
