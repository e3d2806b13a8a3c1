package org.postroom.kit.deadletter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;

/** A row of the table of dead letters, for an operator to read; the command path writes it. */
@Entity
@Immutable
@Table(name = "dead_letter")
@IdClass(DeadLetter.Key.class)
public class DeadLetter {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Id
  @Column(name = "command_id")
  String commandId;

  @Column(name = "operation")
  String operation;

  @Column(name = "topic")
  String topic;

  @Column(name = "partition")
  int partition;

  @Column(name = "record_offset")
  long offset;

  @Column(name = "headers")
  byte[] headers;

  @Column(name = "payload")
  byte[] payload;

  @Column(name = "failure")
  String failure;

  @Column(name = "failures")
  int failures;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "closed_at")
  Instant closedAt;

  /** Organization and command. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    String organizationId;
    String commandId;

    Key() {}

    Key(String organizationId, String commandId) {
      this.organizationId = organizationId;
      this.commandId = commandId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.organizationId.equals(organizationId)
          && key.commandId.equals(commandId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(organizationId, commandId);
    }
  }
}
