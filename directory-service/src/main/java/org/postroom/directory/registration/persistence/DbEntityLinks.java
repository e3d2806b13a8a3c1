package org.postroom.directory.registration.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.application.EntityLinks;
import org.postroom.kit.command.Change;

/** The tables whose rows name two entities. */
@Singleton
class DbEntityLinks implements EntityLinks {
  /**
   * A column with an entity's id.
   *
   * @param key the table's key without the organization
   */
  record Column(String table, String key, String name) {
    String any() {
      return "exists (select 1 from %s where organization_id = :organization and %s = :entity)"
          .formatted(table, name);
    }

    String drop() {
      return ("delete from %1$s where organization_id = :organization and (%2$s) in"
              + " (select %2$s from %1$s"
              + " where organization_id = :organization and %3$s = :entity limit :limit)")
          .formatted(table, key, name);
    }
  }

  private static final String MEMBER_KEY = "group_id, member_id";
  private static final String DELEGATE_KEY = "resource_id, delegate_id";
  private static final String PERMISSION_KEY = "entity_id, grantee_id";

  /** Each leads an index, behind the organization. */
  static final List<Column> COLUMNS =
      List.of(
          new Column("group_member", MEMBER_KEY, "group_id"),
          new Column("group_member", MEMBER_KEY, "member_id"),
          new Column("resource_delegate", DELEGATE_KEY, "resource_id"),
          new Column("resource_delegate", DELEGATE_KEY, "delegate_id"),
          new Column("mailbox_permission", PERMISSION_KEY, "entity_id"),
          new Column("mailbox_permission", PERMISSION_KEY, "grantee_id"));

  static final String ANY =
      COLUMNS.stream().map(Column::any).collect(Collectors.joining(" or ", "select ", ""));

  /** What earlier commands of the batch have changed must be in the database first. */
  @Override
  public Uni<Boolean> any(Mutiny.Session session, OrganizationId organization, EntityId entity) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createNativeQuery(ANY, Boolean.class)
                    .setParameter("organization", organization.value())
                    .setParameter("entity", entity.value())
                    .getSingleResult());
  }

  @Override
  public Change dropSome(OrganizationId organization, EntityId entity) {
    return session ->
        session.flush().chain(() -> dropFrom(session, organization, entity, 0, CHUNK));
  }

  private static Uni<Void> dropFrom(
      Mutiny.Session session, OrganizationId organization, EntityId entity, int column, int limit) {
    return column == COLUMNS.size() || limit == 0
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(COLUMNS.get(column).drop())
            .setParameter("organization", organization.value())
            .setParameter("entity", entity.value())
            .setParameter("limit", limit)
            .executeUpdate()
            .chain(dropped -> dropFrom(session, organization, entity, column + 1, limit - dropped));
  }
}
