package org.postroom.kit.process;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** A process that this context runs. A row that is over stays, so that late answers are known. */
@Entity
@Table(name = "process")
class ProcessRow {
  enum State {
    RUNNING,
    CONFIRMED,
    REFUSED
  }

  @EmbeddedId ProcessKey key;

  @Column(name = "kind")
  String kind;

  /** The organization's command partition, whose owner looks for due rows. */
  @Column(name = "partition")
  int partition;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  State state;

  @Column(name = "attempt")
  int attempt;

  @Column(name = "started_at")
  Instant startedAt;

  /** Null when it is over. */
  @Column(name = "next_attempt_at")
  Instant nextAttemptAt;

  /** Null when it never gives up. */
  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "reason")
  String reason;

  /** The process as its definition sees it. */
  ProcessInstance instance() {
    return new ProcessInstance(key.processId(), kind, key.organizationId(), startedAt);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
