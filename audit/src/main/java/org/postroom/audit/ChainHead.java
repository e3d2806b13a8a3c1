package org.postroom.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * Where a chain ends, or ended at some time.
 *
 * @param number of the last entry; 0 for none
 * @param hash of the last entry, in hex; empty when only its number is known
 */
public record ChainHead(
    @JsonProperty("writer") String writer,
    @JsonProperty("number") long number,
    @JsonProperty("hash") String hash) {
  public ChainHead {
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(hash, "hash");
  }

  /** The head that an entry makes. */
  public static ChainHead of(ChainEntry entry) {
    return new ChainHead(entry.writer(), entry.number(), entry.hash());
  }

  /** There is at least one more entry, which cannot be read any more. */
  ChainHead unreadableNext() {
    return new ChainHead(writer, number + 1, "");
  }

  /** Whether an entry is known and not only its number. */
  public boolean hasHash() {
    return !hash.isEmpty();
  }
}
