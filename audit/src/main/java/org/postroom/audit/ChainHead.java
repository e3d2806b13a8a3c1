package org.postroom.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a chain ends, or ended at some time.
 *
 * @param number of the last entry; 0 for none
 * @param hash of the last entry, in hex
 */
public record ChainHead(
    @JsonProperty("writer") String writer,
    @JsonProperty("number") long number,
    @JsonProperty("hash") String hash) {

  /** The head that an entry makes. */
  public static ChainHead of(ChainEntry entry) {
    return new ChainHead(entry.writer(), entry.number(), entry.hash());
  }
}
