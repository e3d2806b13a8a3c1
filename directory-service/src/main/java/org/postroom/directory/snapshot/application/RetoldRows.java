package org.postroom.directory.snapshot.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;

/** One kind of what a snapshot tells of an organization, in the order of a key. */
@FunctionalInterface
interface RetoldRows {
  /** At most {@code limit} rows whose keys come after this one; the empty key is before all. */
  Uni<List<RetoldRow>> after(
      Mutiny.Session session, OrganizationId organization, String key, int limit);

  /**
   * What has happened to one thing, as far as it still matters.
   *
   * @param key where a page that ends with it ends
   */
  record RetoldRow(String key, List<Record> events) {
    public RetoldRow {
      events = List.copyOf(events);
    }
  }
}
