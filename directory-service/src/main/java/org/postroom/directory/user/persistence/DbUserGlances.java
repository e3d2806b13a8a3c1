package org.postroom.directory.user.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.application.UserGlances;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.SharedRead;

/** From the organization to the user, through an address or a name: look-ups by key only. */
@Singleton
class DbUserGlances implements UserGlances {
  static final String FIND =
      """
      select q.n, o.account, o.state, u.organization_id, u.user_id, %s
      from unnest($1::text[], $2::text[], $3::text[], $4::text[])
          with ordinality q (organization_id, user_id, address_key, name_key, n)
      join organization o on o.organization_id = q.organization_id
      left join entity_address a
        on a.organization_id = q.organization_id and a.address_key = q.address_key
      left join entity_name e
        on e.organization_id = q.organization_id and e.name_key = q.name_key
      join directory_user u
        on u.organization_id = q.organization_id
        and u.user_id = coalesce(a.entity_id, e.entity_id, q.user_id)
      """
          .formatted(UserRow.COLUMNS);

  /** No key and no id is empty. */
  private static final String NONE = "";

  private static final int USER = 2;

  private final SharedRead<Optional<Glance>> glances;

  DbUserGlances(Database database) {
    this.glances = new SharedRead<>(database, FIND, DbUserGlances::glance);
  }

  @Override
  public Uni<Optional<Glance>> of(String organizationId, String identifier) {
    if (EntityId.parse(identifier).isPresent()) {
      return glances.of(organizationId, identifier, NONE, NONE);
    }
    String key = CaseFolding.key(identifier);
    return glances.of(organizationId, NONE, identifier.indexOf('@') < 0 ? NONE : key, key);
  }

  private static Optional<Glance> glance(List<Object[]> rows) {
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new Glance(
                    (String) row[0],
                    OrganizationState.ofWireName((String) row[1]),
                    UserRow.of(row, USER).user()));
  }
}
