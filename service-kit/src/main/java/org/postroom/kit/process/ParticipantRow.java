package org.postroom.kit.process;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** What one participant has said. */
@Entity
@Table(name = "process_participant")
class ParticipantRow {
  @EmbeddedId ParticipantKey key;

  /** Null until it has answered. */
  @Column(name = "answered_at")
  Instant answeredAt;

  /** Why it refused; null when it confirmed. */
  @Column(name = "refusal")
  String refusal;
}
