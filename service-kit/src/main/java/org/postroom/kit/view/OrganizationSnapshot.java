package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells an organization's whole state in ordinary events: after the context's database was
 * restored, and before the event topic has forgotten what was told. A CDI bean; a context that
 * emits events has one.
 *
 * @implSpec It only reads. Events of other commands may come between two chunks; whoever applies
 *     the events to an emptied view must end with the present state. Of what is deleted it tells
 *     nothing but ids.
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

  /** Whether the organization is gone, so that there is nothing to be told of it ever again. */
  default Uni<Boolean> isGone(Mutiny.Session session, String organizationId) {
    return session
        .find(OrganizationRow.class, organizationId)
        .map(row -> row != null && KnownOrganization.DELETED.equals(row.state));
  }

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
