package org.postroom.policy.monitoring.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.policy.monitoring.application.EmailMonitoring;

/** Configurations of email monitoring in their table. */
@Singleton
class DbEmailMonitoring implements EmailMonitoring, OrganizationRows {
  private static final String FIND =
      "select role_arn, log_group_arn from email_monitoring where organization_id = $1";
  private static final String PUT =
      """
      insert into email_monitoring (organization_id, role_arn, log_group_arn) values ($1, $2, $3)
      on conflict on constraint pk_email_monitoring do update
          set role_arn = excluded.role_arn, log_group_arn = excluded.log_group_arn
      """;
  private static final String REMOVE = "delete from email_monitoring where organization_id = $1";

  @Override
  public Uni<Optional<Configuration>> find(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(FIND, organizationId)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Configuration((String) row[0], (String) row[1])));
  }

  @Override
  public Change put(String organizationId, Configuration configuration) {
    return session ->
        Sql.of(session)
            .update(PUT, organizationId, configuration.roleArn(), configuration.logGroupArn())
            .replaceWithVoid();
  }

  @Override
  public Change remove(String organizationId) {
    return session -> Sql.of(session).update(REMOVE, organizationId).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return find(session, organizationId).map(Optional::isPresent);
  }

  @Override
  public Change dropSome(String organizationId) {
    return remove(organizationId);
  }
}
