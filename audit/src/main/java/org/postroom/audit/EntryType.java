package org.postroom.audit;

import java.util.Arrays;
import java.util.Optional;

/** What an entry of a chain is: a record, or something the chain says about itself. */
public enum EntryType {
  /** A record of a call; its data is an {@link AuditRecord}. */
  RECORD("org.postroom.audit.Record.v1"),
  /** The chain got here; its data is a {@link Checkpoint}. */
  CHECKPOINT("org.postroom.audit.Checkpoint.v1"),
  /** The writer was stopped in order: nothing follows. */
  CLOSED("org.postroom.audit.Closed.v1");

  private final String wireName;

  EntryType(String wireName) {
    this.wireName = wireName;
  }

  /** The CloudEvents {@code type}. */
  public String wireName() {
    return wireName;
  }

  static Optional<EntryType> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
