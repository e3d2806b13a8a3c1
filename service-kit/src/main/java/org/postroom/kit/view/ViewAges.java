package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.database.SharedRead;
import org.postroom.kit.outbox.Publisher;

/**
 * Tells how old views are, for those who answer from a view without waiting for it. It asks nobody
 * but the database.
 */
@Singleton
public class ViewAges {
  private static final String AGE =
      """
      select q.n, f.up_to, coalesce(p.in_snapshot
          or (p.epoch, p.sequence) < (p.seen_epoch, p.seen_sequence), false)
      from unnest($1::text[], $2::int[], $3::text[])
          with ordinality q (source, partition, organization_id, n)
      left join view_freshness f on f.source = q.source and f.partition = q.partition
      left join view_position p
          on p.source = q.source and p.organization_id = q.organization_id
      """;

  private final int partitions;
  private final SharedRead<ViewAge> ages;

  ViewAges(KitConfig config, Database database) {
    this.partitions = config.topics().partitions();
    this.ages = new SharedRead<>(database, AGE, rows -> age(rows.get(0)));
  }

  /** The age of the view of a context, for an organization, at this moment. */
  public Uni<ViewAge> of(BoundedContext source, String organizationId) {
    return ages.of(
        source.wireName(), Publisher.partitionOf(organizationId, partitions), organizationId);
  }

  private static ViewAge age(Object[] row) {
    return new ViewAge(
        row[0] == null ? null : ((OffsetDateTime) row[0]).toInstant(), (Boolean) row[1]);
  }
}
