package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.view.OrganizationSnapshot;

/** The toy context's snapshot: its counter, in two chunks of which the second is empty. */
@Singleton
class ToySnapshot implements OrganizationSnapshot {
  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    if (after != null) {
      return Uni.createFrom().item(new Chunk(List.of(), null));
    }
    return session
        .find(CounterRow.class, organizationId)
        .map(
            row ->
                row == null
                    ? new Chunk(List.of(), null)
                    : new Chunk(List.of(new ToyEvents.Counted(0, row.amount)), "counter"));
  }
}
