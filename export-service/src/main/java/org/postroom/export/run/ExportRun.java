package org.postroom.export.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.postroom.export.ExportConfig.Compression;
import org.postroom.export.archive.MailboxArchive;
import org.postroom.export.run.OpenMailbox.MessageSink;

/** One export under way: {@link #copy} on one thread, the other methods on another. */
final class ExportRun {
  private final MailboxSource source;
  private final ObjectStore store;
  private final Compression compression;
  private final ExportOrder order;
  private final ExportWatch watch;
  private final Clock clock;

  private volatile long done;
  private volatile long total;
  private OpenMailbox openMailbox;
  private ObjectUpload openUpload;
  private boolean stopped;

  ExportRun(
      MailboxSource source,
      ObjectStore store,
      Compression compression,
      ExportOrder order,
      ExportWatch watch,
      Clock clock) {
    this.source = source;
    this.store = store;
    this.compression = compression;
    this.order = order;
    this.watch = watch;
    this.clock = clock;
  }

  ExportSummary copy() throws IOException {
    try (OpenMailbox mailbox = source.open(order.organizationId(), order.mailbox())) {
      opened(mailbox);
      try (ObjectUpload upload = store.begin(order)) {
        opened(upload);
        announce(upload);
        MailboxArchive.Totals totals = write(mailbox, upload);
        String sha384 = upload.complete();
        done = total;
        return new ExportSummary(
            totals.messages(),
            totals.bytes(),
            totals.folders(),
            totals.leftOut(),
            sha384,
            totals.startedAt(),
            totals.endedAt());
      }
    }
  }

  private void announce(ObjectUpload upload) throws IOException {
    try {
      watch.uploading(upload.id());
    } catch (ExportFailed e) {
      throw new ExportBroken(e);
    } catch (ExportStopped e) {
      throw new InterruptedIOException("the export was stopped");
    }
  }

  private MailboxArchive.Totals write(OpenMailbox mailbox, ObjectUpload upload) throws IOException {
    try (MailboxArchive archive = new MailboxArchive(upload.content(), compression, order, clock)) {
      List<MailFolder> folders = mailbox.folders();
      total = weigh(mailbox, folders);
      upload.expect(total);
      for (MailFolder folder : folders) {
        try {
          archive.begin(folder);
          mailbox.read(folder, new Meter(archive));
        } catch (FolderUnreadable e) {
          archive.leftOut(folder, e.getMessage());
        }
      }
      return archive.finish();
    }
  }

  private static long weigh(OpenMailbox mailbox, List<MailFolder> folders) throws IOException {
    long bytes = 0;
    for (MailFolder folder : folders) {
      try {
        bytes += mailbox.bytes(folder);
      } catch (FolderUnreadable e) {
        // It weighs nothing; the archive will say why it is not there.
      }
    }
    return bytes;
  }

  void report() {
    long all = total;
    watch.progressed(Math.min(done, all), all);
  }

  private synchronized void opened(OpenMailbox mailbox) throws IOException {
    openMailbox = mailbox;
    goOn();
  }

  private synchronized void opened(ObjectUpload upload) throws IOException {
    openUpload = upload;
    goOn();
  }

  private void goOn() throws IOException {
    if (stopped) {
      throw new InterruptedIOException("the export was stopped");
    }
  }

  /** Makes the copying give up, wherever it waits. */
  synchronized void stop() {
    stopped = true;
    if (openMailbox != null) {
      openMailbox.close();
    }
    if (openUpload != null) {
      openUpload.cancel();
    }
  }

  /** Counts what passes. */
  private final class Meter implements MessageSink {
    private final MailboxArchive archive;

    Meter(MailboxArchive archive) {
      this.archive = archive;
    }

    @Override
    public void message(long uid, long bytes, Instant received, InputStream content)
        throws IOException {
      archive.message(uid, bytes, received, new Metered(content));
    }

    @Override
    public void leftOut(long uid, String why) throws IOException {
      archive.leftOut(uid, why);
    }
  }

  private final class Metered extends FilterInputStream {
    Metered(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      done = done + (read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      done = done + Math.max(read, 0);
      return read;
    }
  }
}
