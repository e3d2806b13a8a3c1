package org.postroom.export.directoryview.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.export.directoryview.application.Mailboxes;
import org.postroom.export.directoryview.model.Mailbox;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.SharedWrite;
import org.postroom.kit.view.ViewContext;

/** The view in its table, which is written by nothing but these statements. */
@Singleton
class DbMailboxes implements Mailboxes {
  private static final String FIND =
      "select entity_id, email, name from mailbox where organization_id = $1 and entity_id = $2"
          + " and has_mailbox and email is not null";
  private static final String NAMED =
      "insert into mailbox (organization_id, entity_id, name, remote, has_mailbox)"
          + " select organization_id, entity_id, name, remote, false"
          + " from unnest($1::text[], $2::text[], $3::text[], $4::boolean[])"
          + " as named (organization_id, entity_id, name, remote)"
          + " on conflict on constraint pk_mailbox"
          + " do update set name = excluded.name, remote = excluded.remote";
  private static final String OF_ONE = " where organization_id = $1 and entity_id = $2";
  private static final String REGISTERED =
      "update mailbox set email = $3, has_mailbox = not remote" + OF_ONE;
  private static final String ADDRESSED = "update mailbox set email = $3" + OF_ONE;
  private static final String DEREGISTERED = "update mailbox set email = null" + OF_ONE;
  private static final String DELETED = "delete from mailbox" + OF_ONE;
  private static final String RESET = "delete from mailbox where organization_id = $1";
  private static final String ANY =
      "select exists (select from mailbox where organization_id = $1)";
  private static final String DROP =
      "delete from mailbox where organization_id = $1 and entity_id in"
          + " (select entity_id from mailbox where organization_id = $1 limit 1000)";

  private static final SharedWrite<Named> NAME_ALL =
      SharedWrite.ofLast(
          NAMED,
          row -> List.of(row.organizationId(), row.id()),
          rows ->
              new Object[] {
                SharedWrite.texts(rows, Named::organizationId),
                SharedWrite.texts(rows, Named::id),
                SharedWrite.texts(rows, Named::name),
                rows.stream().map(Named::remote).toArray(Boolean[]::new)
              });

  @Override
  public Uni<Optional<Mailbox>> find(
      Mutiny.Session session, String organizationId, String entityId) {
    return Sql.of(session)
        .rows(FIND, organizationId, entityId)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Mailbox((String) row[0], (String) row[1], (String) row[2])));
  }

  @Override
  public void named(ViewContext at, String id, String name, boolean remote) {
    at.gather(NAME_ALL, new Named(at.organizationId(), id, name, remote));
  }

  private record Named(String organizationId, String id, String name, boolean remote) {}

  @Override
  public Uni<Void> registered(
      Mutiny.Session session, String organizationId, String id, String email) {
    return update(session, REGISTERED, organizationId, id, email);
  }

  @Override
  public Uni<Void> addressed(
      Mutiny.Session session, String organizationId, String id, String email) {
    return update(session, ADDRESSED, organizationId, id, email);
  }

  @Override
  public Uni<Void> deregistered(Mutiny.Session session, String organizationId, String id) {
    return update(session, DEREGISTERED, organizationId, id);
  }

  @Override
  public Uni<Void> deleted(Mutiny.Session session, String organizationId, String id) {
    return update(session, DELETED, organizationId, id);
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return update(session, RESET, organizationId);
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(ANY, organizationId).map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Change dropSome(String organizationId) {
    return session -> update(session, DROP, organizationId);
  }

  private static Uni<Void> update(Mutiny.Session session, String sql, Object... parameters) {
    return Sql.of(session).update(sql, parameters).replaceWithVoid();
  }
}
