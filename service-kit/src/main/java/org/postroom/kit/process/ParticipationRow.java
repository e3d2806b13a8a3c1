package org.postroom.kit.process;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A process of another context in which this one takes part. */
@Entity
@Table(name = "participation")
class ParticipationRow {
  @EmbeddedId ProcessKey key;

  /** The event type of the answer; null while the work runs. */
  @Column(name = "answer_type")
  String answerType;

  /** The answer as JSON; null while the work runs. */
  @Column(name = "answer")
  byte[] answer;
}
