package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.Publisher;

/**
 * Tells how old views are, for those who answer from a view without waiting for it. It asks nobody
 * but the database.
 */
@Singleton
public class ViewAges {
  private static final String AGE =
      """
      select f.up_to, coalesce(p.in_snapshot
          or (p.epoch, p.sequence) < (p.seen_epoch, p.seen_sequence), false)
      from (select $1::text as source) s
      left join view_freshness f on f.source = s.source and f.partition = $2
      left join view_position p on p.source = s.source and p.organization_id = $3
      """;

  private final int partitions;

  ViewAges(KitConfig config) {
    this.partitions = config.topics().partitions();
  }

  /** The age of the view of a context, for an organization. The statement is sent at once. */
  public Uni<ViewAge> of(Mutiny.Session session, BoundedContext source, String organizationId) {
    int partition = Publisher.partitionOf(organizationId, partitions);
    return Sql.of(session)
        .rows(AGE, source.wireName(), partition, organizationId)
        .map(rows -> age(rows.get(0)));
  }

  private static ViewAge age(Object[] row) {
    return new ViewAge(
        row[0] == null ? null : ((OffsetDateTime) row[0]).toInstant(), (Boolean) row[1]);
  }
}
