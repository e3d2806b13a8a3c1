package org.postroom.audit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What somebody wants written, and waits for. */
final class Pending {
  private final EntryType type;
  private final byte[] data;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicBoolean isSafe = new AtomicBoolean();
  private ChainEntry entry;
  private long sentAt;

  Pending(EntryType type, byte[] data) {
    this.type = type;
    this.data = data;
  }

  EntryType type() {
    return type;
  }

  byte[] data() {
    return data;
  }

  CompletableFuture<Void> done() {
    return done;
  }

  /** Its place in the chain; of the writing thread alone, like the next ones. */
  ChainEntry entry() {
    return entry;
  }

  void number(ChainEntry entry) {
    this.entry = entry;
  }

  /** When it was last handed to Kafka, as {@link System#nanoTime}. */
  long sentAt() {
    return sentAt;
  }

  void sent(long nanoTime) {
    sentAt = nanoTime;
  }

  boolean isSafe() {
    return isSafe.get();
  }

  /** Whether it becomes safe with this call. */
  boolean becomesSafe() {
    return isSafe.compareAndSet(false, true);
  }

  /** Whether whoever waits learns with this call that it was not written. */
  boolean fail(Throwable cause) {
    return done.completeExceptionally(
        new AuditUnavailable("an audit record can be written nowhere", cause));
  }
}
