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
   * @param next the column behind it in the index that it leads, behind the organization
   */
  record Column(String table, String name, String next) {
    /** In the order of the index: EXISTS might read the table from its beginning. */
    String any() {
      return ("(select 1 from %1$s where organization_id = :organization and %2$s = :entity"
              + " order by %3$s limit 1) is not null")
          .formatted(table, name, next);
    }

    /** By the rows' places: nothing is joined, whatever the planner thinks of the table. */
    String drop() {
      return ("delete from %1$s where ctid = any (array(select ctid from %1$s"
              + " where organization_id = :organization and %2$s = :entity"
              + " order by %3$s limit :limit))")
          .formatted(table, name, next);
    }
  }

  static final List<Column> COLUMNS =
      List.of(
          new Column("group_member", "group_id", "member_id"),
          new Column("group_member", "member_id", "creation_number"),
          new Column("resource_delegate", "resource_id", "delegate_id"),
          new Column("resource_delegate", "delegate_id", "resource_id"),
          new Column("mailbox_permission", "entity_id", "grantee_id"),
          new Column("mailbox_permission", "grantee_id", "entity_id"));

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
