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
 * parts are in memory at most: one being filled, two on their way.
 */
final class PartStream extends OutputStream {
  private static final int ON_THEIR_WAY = 2;
  private static final int SMALLEST = 8 << 20;

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
  private byte[] buffer = new byte[SMALLEST];
  private int filled;
  private int number = 1;

  /**
   * @param threads at least two
   */
  PartStream(ExecutorService threads, Sender sender, MessageDigest digest) {
    this.threads = threads;
    this.sender = sender;
    this.digest = digest;
  }

  /**
   * Parts grow, so that the 10,000 that S3 allows suffice for half a terabyte: 8 MiB up to 31 GiB,
   * then 32 MiB, then 128 MiB.
   */
  static int sizeOf(int number) {
    return number <= 4000 ? SMALLEST : number <= 7000 ? SMALLEST * 4 : SMALLEST * 16;
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
    byte[] free = onTheirWay.size() > ON_THEIR_WAY ? await() : null;
    buffer = free != null && free.length == sizeOf(number) ? free : new byte[sizeOf(number)];
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
