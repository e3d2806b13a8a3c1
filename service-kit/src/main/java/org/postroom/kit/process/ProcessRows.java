package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/** Reads and writes the rows of processes. */
final class ProcessRows {
  private static final String PARTICIPANTS =
      "from ParticipantRow where key.organizationId = :organizationId and key.processId = :processId";
  private static final String DUE =
      "from ProcessRow where partition = :partition and nextAttemptAt <= :now"
          + " order by nextAttemptAt";

  private static final String OLDEST_OPEN =
      "select min(startedAt) from ProcessRow where kind = :kind and nextAttemptAt is not null";

  private ProcessRows() {}

  /** The process if it runs; null when it is unknown or over. */
  static Uni<ProcessRow> running(Mutiny.Session session, String organizationId, String processId) {
    return session
        .find(ProcessRow.class, new ProcessKey(organizationId, processId))
        .map(row -> row != null && row.state == ProcessRow.State.RUNNING ? row : null);
  }

  static Uni<List<ParticipantRow>> participants(Mutiny.Session session, ProcessKey key) {
    return session
        .createSelectionQuery(PARTICIPANTS, ParticipantRow.class)
        .setParameter("organizationId", key.organizationId())
        .setParameter("processId", key.processId())
        .getResultList();
  }

  static Uni<List<ProcessRow>> due(Mutiny.Session session, int partition, Instant now, int limit) {
    return session
        .createSelectionQuery(DUE, ProcessRow.class)
        .setParameter("partition", partition)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList();
  }

  /** When the oldest process of a kind began that is not over. */
  static Uni<Optional<Instant>> oldestOpen(Mutiny.Session session, String kind) {
    return session
        .createSelectionQuery(OLDEST_OPEN, Instant.class)
        .setParameter("kind", kind)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  static Change attempted(ProcessKey key, int attempt, Instant nextAttemptAt) {
    return session ->
        session
            .find(ProcessRow.class, key)
            .invoke(
                row -> {
                  row.attempt = attempt;
                  row.nextAttemptAt = nextAttemptAt;
                })
            .replaceWithVoid();
  }

  static Change answered(ParticipantKey key, String refusal, Instant now) {
    return session ->
        session
            .find(ParticipantRow.class, key)
            .invoke(
                row -> {
                  row.answeredAt = now;
                  row.refusal = refusal;
                })
            .replaceWithVoid();
  }

  static Change over(ProcessKey key, ProcessRow.State state, String reason) {
    return session ->
        session
            .find(ProcessRow.class, key)
            .invoke(
                row -> {
                  row.state = state;
                  row.nextAttemptAt = null;
                  row.reason = reason;
                })
            .replaceWithVoid();
  }
}
