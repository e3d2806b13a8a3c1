package org.postroom.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Numbers and links what one writer writes; used by one thread at a time. */
public final class Chain {
  /** What the first entry of every chain names as the hash before it. */
  public static final String GENESIS = "0".repeat(64);

  private final String writer;
  private final MessageDigest sha256 = sha256();
  private ChainHead head;

  /** A new chain. */
  public Chain(String writer) {
    this(new ChainHead(writer, 0, GENESIS));
  }

  /** Goes on where a chain ended. */
  public Chain(ChainHead head) {
    this.writer = head.writer();
    this.head = head;
  }

  /** Makes the next entry. */
  public ChainEntry next(EntryType type, Instant time, byte[] data) {
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    long number = head.number() + 1;
    String hash = ChainEntry.hash(sha256, writer, number, type, millis, head.hash(), data);
    ChainEntry entry = new ChainEntry(writer, number, type, millis, head.hash(), hash, data);
    head = new ChainHead(writer, number, hash);
    return entry;
  }

  /** Where it ends now. */
  public ChainHead head() {
    return head;
  }

  /** Takes back what came after a former end, none of which has got out. */
  void rewind(ChainHead former) {
    head = former;
  }

  /** A digest for {@link ChainEntry#isIntact}. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
