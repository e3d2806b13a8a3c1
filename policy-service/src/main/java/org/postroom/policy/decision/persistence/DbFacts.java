package org.postroom.policy.decision.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.IdentifierKey;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Sql;
import org.postroom.kit.view.ViewAge;
import org.postroom.kit.view.ViewAges;
import org.postroom.policy.decision.application.Facts;

/** From the organization to the user, through an address if need be: look-ups by key only. */
@Singleton
class DbFacts implements Facts {
  private static final String FIND =
      """
      select o.state = 'Active', s.organization_id is not null, e.entity_id, e.state = 'ENABLED'
      from organization_view o
      left join policy_settings s on s.organization_id = o.organization_id
      left join directory_address a on a.organization_id = o.organization_id and a.address_key = $3
      left join directory_entity e
        on e.organization_id = o.organization_id and e.entity_id = coalesce(a.entity_id, $2)
        and e.entity_type = 'USER'
      where o.organization_id = $1
      """;

  private final ViewAges ages;

  DbFacts(ViewAges ages) {
    this.ages = ages;
  }

  @Override
  public Uni<Known> of(Mutiny.Session session, String organizationId, String user) {
    Uni<List<Object[]>> rows =
        Sql.of(session).rows(FIND, organizationId, user, IdentifierKey.of(user));
    Uni<ViewAge> age = ages.of(session, BoundedContext.DIRECTORY, organizationId);
    return rows.chain(found -> age.map(at -> known(found, at)));
  }

  private static Known known(List<Object[]> rows, ViewAge age) {
    if (rows.isEmpty()) {
      return new Known(false, false, null, false, age);
    }
    Object[] row = rows.get(0);
    return new Known(
        (Boolean) row[0], (Boolean) row[1], (String) row[2], Boolean.TRUE.equals(row[3]), age);
  }
}
