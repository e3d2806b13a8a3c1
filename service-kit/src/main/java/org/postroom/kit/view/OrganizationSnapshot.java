package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells an organization's whole state in ordinary events, for subscribers of a context whose
 * database was restored. A CDI bean; a context that emits events has one.
 *
 * @implSpec It only reads. Events of other commands may come between two chunks; whoever applies
 *     the events to an emptied view must end with the present state.
 */
public interface OrganizationSnapshot {
  /** Most rows of one chunk. */
  int MAX_ROWS = 1_000;

  /**
   * The next events.
   *
   * @param after the key with which the chunk before ended; null for the first
   */
  Uni<Chunk> next(Mutiny.Session session, String organizationId, String after);

  /**
   * A part of a snapshot.
   *
   * @param events of at most {@link #MAX_ROWS} rows
   * @param last where the next chunk begins; null when nothing is left
   */
  record Chunk(List<Record> events, String last) {
    public Chunk {
      events = List.copyOf(events);
    }
  }
}
