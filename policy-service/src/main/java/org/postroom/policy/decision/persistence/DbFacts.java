package org.postroom.policy.decision.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.directory.IdentifierKey;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.SharedRead;
import org.postroom.kit.view.ViewAge;
import org.postroom.kit.view.ViewAges;
import org.postroom.policy.decision.application.Facts;

/** From the organization to the user, through an address if need be: look-ups by key only. */
@Singleton
class DbFacts implements Facts {
  private static final String FIND =
      """
      select q.n, o.state = 'Active', s.organization_id is not null, e.entity_id,
          e.state = 'ENABLED', o.account
      from unnest($1::text[], $2::text[], $3::text[])
          with ordinality q (organization_id, user_id, address_key, n)
      join organization_view o on o.organization_id = q.organization_id
      left join policy_settings s on s.organization_id = q.organization_id
      left join directory_address a
        on a.organization_id = q.organization_id and a.address_key = q.address_key
      left join directory_entity e
        on e.organization_id = q.organization_id
        and e.entity_id = coalesce(a.entity_id, q.user_id) and e.entity_type = 'USER'
      """;

  private final SharedRead<Optional<Object[]>> facts;
  private final ViewAges ages;

  DbFacts(Database database, ViewAges ages) {
    this.facts = new SharedRead<>(database, FIND, rows -> rows.stream().findFirst());
    this.ages = ages;
  }

  @Override
  public Uni<Known> of(String organizationId, String user) {
    return Uni.combine()
        .all()
        .unis(
            facts.of(organizationId, user, IdentifierKey.of(user)),
            ages.of(BoundedContext.DIRECTORY, organizationId))
        .with(DbFacts::known);
  }

  private static Known known(Optional<Object[]> found, ViewAge age) {
    return found
        .map(
            row ->
                new Known(
                    (String) row[4],
                    (Boolean) row[0],
                    (Boolean) row[1],
                    (String) row[2],
                    Boolean.TRUE.equals(row[3]),
                    age))
        .orElseGet(() -> new Known(null, false, false, null, false, age));
  }
}
