package org.postroom.directory.authentication.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.authentication.application.KnownUser;
import org.postroom.directory.authentication.application.KnownUsers;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;

/**
 * From the address's domain to the organization that has it, by the view of mail domains, from
 * there to the address and its user: six look-ups by key in one statement.
 */
@Singleton
class DbKnownUsers implements KnownUsers {
  private static final Logger LOG = Logger.getLogger(DbKnownUsers.class);

  /** LIMIT keeps the planner from joining tables: it might walk all users of an organization. */
  static final String FIND =
      """
      select d.organization_id, u.user_id, u.email, m.quota_megabytes, c.password_hash
      from mail_domain_view d
      cross join lateral (
        select 1 from organization
        where organization_id = d.organization_id and state = 'Active' limit 1) o
      cross join lateral (
        select entity_id from entity_address
        where organization_id = d.organization_id and address_key = $2
          and entity_type = 'USER' limit 1) a
      cross join lateral (
        select user_id, email from directory_user
        where organization_id = d.organization_id and user_id = a.entity_id
          and state = 'ENABLED' limit 1) u
      left join lateral (
        select password_hash from user_credential
        where organization_id = d.organization_id and user_id = u.user_id limit 1) c on true
      left join lateral (
        select quota_megabytes from mailbox
        where organization_id = d.organization_id and entity_id = u.user_id
          and kept_until is null limit 1) m on true
      where d.domain_name = $1
      """;

  private final Database database;

  DbKnownUsers(Database database) {
    this.database = database;
  }

  @Override
  public Uni<Optional<KnownUser>> find(EmailAddress address) {
    return database
        .read(session -> Sql.of(session).rows(FIND, address.domain(), address.key()))
        .map(DbKnownUsers::only);
  }

  /**
   * A domain that has just moved to another organization may stand twice in the view for a moment.
   * Its former owner had to give up its addresses first, so two users can only be a mistake.
   */
  private static Optional<KnownUser> only(List<Object[]> rows) {
    if (rows.size() > 1) {
      LOG.errorf(
          "An address belongs to users of several organizations and can log in to none:"
              + " organizationId=%s organizationId=%s",
          rows.get(0)[0], rows.get(1)[0]);
      return Optional.empty();
    }
    return rows.stream().findFirst().map(DbKnownUsers::user);
  }

  private static KnownUser user(Object[] row) {
    return new KnownUser(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        row[3] == null ? null : ((Number) row[3]).intValue(),
        (String) row[4]);
  }
}
