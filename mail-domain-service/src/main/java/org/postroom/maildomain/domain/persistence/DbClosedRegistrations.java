package org.postroom.maildomain.domain.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.maildomain.domain.application.ClosedRegistrations;

@Singleton
class DbClosedRegistrations implements ClosedRegistrations {
  @Override
  public Uni<Void> close(Mutiny.Session session, String organizationId, String registrationId) {
    return Sql.of(session)
        .update(
            "insert into closed_registration (organization_id, registration_id) values ($1, $2)"
                + " on conflict do nothing",
            organizationId,
            registrationId)
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> contain(
      Mutiny.Session session, String organizationId, String registrationId) {
    return Sql.of(session)
        .rows(
            "select 1 from closed_registration where organization_id = $1 and registration_id = $2",
            organizationId,
            registrationId)
        .map(rows -> !rows.isEmpty());
  }

  @Override
  public Change forget(String organizationId, List<String> registrationIds) {
    String[] ids = registrationIds.toArray(String[]::new);
    return session ->
        Sql.of(session)
            .update(
                "delete from closed_registration"
                    + " where organization_id = $1 and registration_id = any($2)",
                organizationId,
                ids)
            .replaceWithVoid();
  }

  @Override
  public Uni<Void> forgetAll(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .update("delete from closed_registration where organization_id = $1", organizationId)
        .replaceWithVoid();
  }
}
