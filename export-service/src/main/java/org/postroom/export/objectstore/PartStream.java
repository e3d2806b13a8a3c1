package org.postroom.export.objectstore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Cuts a stream of unknown length into parts and sends them while the next one is filled. Three
 * parts are in memory at most, one being filled and two on their way; fewer when they are so large
 * that three would take more memory than the stream may.
 */
final class PartStream extends OutputStream {
  private static final int ON_THEIR_WAY = 2;
  private static final int SMALLEST = 8 << 20;
  private static final int MOST_PARTS = 10_000;

  /** From this part on more comes than was expected. */
  private static final int UNEXPECTED = 9_000;

  private static final int GROWTH = 4;

  /** Sends a part. */
  interface Sender {
    CompletedPart send(int number, byte[] bytes, int length) throws IOException;
  }

  private record Sent(byte[] buffer, Future<CompletedPart> part) {}

  private final ExecutorService threads;
  private final Sender sender;
  private final MessageDigest digest;
  private final Deque<Sent> onTheirWay = new ArrayDeque<>();
  private final List<CompletedPart> parts = new ArrayList<>();
  private final long memory;
  private int size = SMALLEST;
  private byte[] buffer = new byte[SMALLEST];
  private int filled;
  private int number = 1;

  /**
   * @param threads at least two
   * @param memory bytes that the parts in memory may take, if need be
   */
  PartStream(ExecutorService threads, Sender sender, MessageDigest digest, long memory) {
    this.threads = threads;
    this.sender = sender;
    this.digest = digest;
    this.memory = memory;
  }

  /**
   * Chooses the parts' size, before the first byte comes.
   *
   * @param bytes about how many bytes come; half as many again still fit
   * @throws ExportBroken when the parts would have to be larger than memory allows
   */
  void expect(long bytes) throws ExportBroken {
    size = sizeFor(bytes);
    if (size > SMALLEST && size > memory) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The mailbox has "
                  + (bytes >> 20)
                  + " MiB, which needs parts of "
                  + (size >> 20)
                  + " MiB; give the export service a larger heap, or set a lower"
                  + " postroom.export.workers"));
    }
    if (size != buffer.length) {
      buffer = new byte[size];
    }
  }

  /** 8 MiB as long as the 10,000 parts that S3 allows suffice, which is up to 52 GiB. */
  static int sizeFor(long bytes) {
    long least = (bytes + bytes / 2) / MOST_PARTS;
    long rounded = (least + (1 << 20)) >> 20 << 20;
    return (int) Math.min(Math.max(rounded, SMALLEST), Integer.MAX_VALUE - 8);
  }

  /** How large a part is; the last ones grow, lest a mailbox that grew meanwhile not fit. */
  static int sizeOf(int number, int size) {
    return number <= UNEXPECTED
        ? size
        : (int) Math.min((long) size * GROWTH, Integer.MAX_VALUE - 8);
  }

  /** How many parts may be on their way while one of this size is filled. */
  static int onTheirWay(int size, long memory) {
    return (int) Math.max(0, Math.min(memory / size - 1, ON_THEIR_WAY));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == buffer.length) {
        send();
      }
      int count = Math.min(left, buffer.length - filled);
      System.arraycopy(bytes, at, buffer, filled, count);
      filled += count;
      at += count;
      left -= count;
    }
  }

  private void send() throws IOException {
    byte[] full = buffer;
    int length = filled;
    int part = number++;
    onTheirWay.add(new Sent(full, submit(() -> sender.send(part, full, length))));
    digest.update(full, 0, length);
    filled = 0;
    int next = sizeOf(number, size);
    byte[] free = null;
    while (onTheirWay.size() > onTheirWay(next, memory)) {
      free = await();
    }
    buffer = free != null && free.length == next ? free : new byte[next];
  }

  private Future<CompletedPart> submit(Callable<CompletedPart> task) throws IOException {
    try {
      return threads.submit(task);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      throw stopped();
    }
  }

  private byte[] await() throws IOException {
    Sent sent = onTheirWay.remove();
    try {
      parts.add(sent.part().get());
      return sent.buffer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped();
    } catch (java.util.concurrent.CancellationException e) {
      throw stopped();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new ExportBroken(
          ExportFailed.forNow("A part of the export could not be written", e.getCause()));
    }
  }

  private static IOException stopped() {
    return new InterruptedIOException("the upload was stopped");
  }

  /** Sends what is left and waits for everything; the parts in their order. */
  List<CompletedPart> finish() throws IOException {
    if (filled > 0 || number == 1) {
      send();
    }
    while (!onTheirWay.isEmpty()) {
      await();
    }
    return parts;
  }
}
