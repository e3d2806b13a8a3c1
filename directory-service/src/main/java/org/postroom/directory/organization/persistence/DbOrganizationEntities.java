package org.postroom.directory.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.OrganizationEntities;
import org.postroom.kit.command.Change;

/** The tenant tables, apart from the organization's own row. */
@Singleton
class DbOrganizationEntities implements OrganizationEntities {
  /** A table and its key without the organization. */
  record Table(String name, String key) {
    /** In the order of the key: EXISTS might read the table from its beginning. */
    String any() {
      return "(select 1 from %s where organization_id = :organization order by %s limit 1) is not null"
          .formatted(name, key);
    }

    /** By the rows' places: nothing is joined, whatever the planner thinks of the table. */
    String drop() {
      return ("delete from %1$s where ctid = any (array(select ctid from %1$s"
              + " where organization_id = :organization order by %2$s limit :limit))")
          .formatted(name, key);
    }
  }

  static final List<Table> TABLES =
      List.of(
          new Table("user_credential", "user_id"),
          new Table("mailbox", "entity_id"),
          new Table("mailbox_permission", "entity_id, grantee_id"),
          new Table("entity_address", "address_key"),
          new Table("entity_name", "name_key"),
          new Table("entity_tombstone", "entity_id"),
          new Table("closed_mail_domain", "registration_id"),
          new Table("group_member", "group_id, member_id"),
          new Table("resource_delegate", "resource_id, delegate_id"),
          new Table("directory_user", "user_id"),
          new Table("directory_group", "group_id"),
          new Table("directory_resource", "resource_id"));

  static final String ANY_ROW =
      TABLES.stream().map(Table::any).collect(Collectors.joining(" or ", "select ", ""));

  /** In the order of the index, as above. */
  static final String ANY_ENABLED_USER =
      "select (select 1 from directory_user"
          + " where organization_id = :organization and state = 'ENABLED'"
          + " order by creation_number limit 1) is not null";

  @Override
  public Uni<Boolean> anyEnabledUser(Mutiny.Session session, OrganizationId organization) {
    return ask(session, ANY_ENABLED_USER, organization);
  }

  @Override
  public Uni<Boolean> none(Mutiny.Session session, OrganizationId organization) {
    return ask(session, ANY_ROW, organization).map(any -> !any);
  }

  @Override
  public Change dropSome(OrganizationId organization) {
    return session -> dropFrom(session, organization, 0, CHUNK);
  }

  private static Uni<Void> dropFrom(
      Mutiny.Session session, OrganizationId organization, int table, int limit) {
    return table == TABLES.size() || limit == 0
        ? Uni.createFrom().voidItem()
        : drop(session, organization, TABLES.get(table), limit)
            .chain(dropped -> dropFrom(session, organization, table + 1, limit - dropped));
  }

  private static Uni<Integer> drop(
      Mutiny.Session session, OrganizationId organization, Table table, int limit) {
    return session
        .createNativeQuery(table.drop())
        .setParameter("organization", organization.value())
        .setParameter("limit", limit)
        .executeUpdate();
  }

  /** What earlier commands of the batch have changed must be in the database first. */
  private static Uni<Boolean> ask(
      Mutiny.Session session, String question, OrganizationId organization) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createNativeQuery(question, Boolean.class)
                    .setParameter("organization", organization.value())
                    .getSingleResult());
  }
}
