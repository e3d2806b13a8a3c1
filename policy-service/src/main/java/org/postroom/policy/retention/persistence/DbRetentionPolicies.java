package org.postroom.policy.retention.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.json.Json;
import org.postroom.contract.policy.FolderConfiguration;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.policy.retention.application.RetentionPolicies;
import org.postroom.policy.retention.model.RetentionPolicy;

/** Retention policies in their table. */
@Singleton
class DbRetentionPolicies implements RetentionPolicies, OrganizationRows {
  private static final String FIND =
      "select policy_id, name, description, folders from retention_policy"
          + " where organization_id = $1";
  private static final String PUT =
      """
      insert into retention_policy (organization_id, policy_id, name, description, folders)
      values ($1, $2, $3, $4, $5)
      on conflict on constraint pk_retention_policy do update set policy_id = excluded.policy_id,
          name = excluded.name, description = excluded.description, folders = excluded.folders
      """;
  private static final String REMOVE = "delete from retention_policy where organization_id = $1";

  @Override
  public Uni<Optional<RetentionPolicy>> find(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(FIND, organizationId)
        .map(rows -> rows.stream().findFirst().map(DbRetentionPolicies::policy));
  }

  @Override
  public Change put(String organizationId, RetentionPolicy policy) {
    String folders = new String(Json.write(new Folders(policy.folders())), UTF_8);
    return session ->
        Sql.of(session)
            .update(PUT, organizationId, policy.id(), policy.name(), policy.description(), folders)
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

  private static RetentionPolicy policy(Object[] row) {
    return new RetentionPolicy(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        Json.read(((String) row[3]).getBytes(UTF_8), Folders.class).folders());
  }

  private record Folders(List<FolderConfiguration> folders) {}
}
