package org.postroom.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/**
 * Organizations that were created after the backup of a restored directory, and that other services
 * know. Their users are gone, but their domains, rules and exports are not, and must not belong to
 * nobody: each comes back, Active and empty, under its id, alias and account. Whoever does not want
 * it deletes it as usual, and everybody drops what it had.
 */
final class LostOrganizations {
  private static final String KNOWN =
      "select organization_id, account, alias from organization_view where state = 'Active'";

  /** Where another one has the alias by now, the restored one keeps it and this one stays lost. */
  private static final String BRING_BACK =
      """
      with named as (
        insert into organization_alias (alias_key, organization_id) values (lower(?), ?)
        on conflict do nothing returning organization_id),
      made as (
        insert into organization (organization_id, account, alias, directory_id,
            requested_domains, state, completed_at, last_creation_number)
        select organization_id, ?, ?, 'd-' || substr(md5(organization_id), 1, 10), '', 'Active',
            now(), 0
        from named returning organization_id, account, alias, directory_id, directory_type),
      counted as (
        insert into account_organization (account, creation_number, organization_id, counted)
        select m.account, 1 + coalesce((select max(creation_number) from account_organization o
            where o.account = m.account), 0), m.organization_id, true
        from made m returning organization_id),
      owned as (
        insert into organization_directory
            (directory_id, account, alias, directory_type, organization_id)
        select directory_id, account, alias, directory_type, organization_id from made
        returning organization_id)
      insert into event_sequence (organization_id, account, epoch, sequence)
      select organization_id, account, 0, 0 from made
      """;

  private final Map<BoundedContext, DatabaseAccess> databases;

  LostOrganizations(Map<BoundedContext, DatabaseAccess> databases) {
    this.databases = databases;
  }

  /** Makes those that the directory has not; answers their ids. */
  List<String> bringBack() {
    Map<String, Lost> lost = new TreeMap<>();
    for (Map.Entry<BoundedContext, DatabaseAccess> other : databases.entrySet()) {
      if (other.getKey() != BoundedContext.DIRECTORY) {
        known(other.getValue()).forEach(lost::putIfAbsent);
      }
    }
    try (Connection directory = connect(BoundedContext.DIRECTORY)) {
      lost.keySet().removeIf(id -> isThere(directory, id));
      lost.entrySet().removeIf(one -> !bringBack(directory, one.getKey(), one.getValue()));
      return List.copyOf(lost.keySet());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Map<String, Lost> known(DatabaseAccess database) {
    Map<String, Lost> known = new TreeMap<>();
    try (Connection connection = DatabaseDump.connect(database);
        PreparedStatement query = connection.prepareStatement(KNOWN);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        known.put(rows.getString(1), new Lost(rows.getString(2), rows.getString(3)));
      }
      return known;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static boolean isThere(Connection directory, String id) {
    try (PreparedStatement query =
        directory.prepareStatement("select from organization where organization_id = ?")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static boolean bringBack(Connection directory, String id, Lost lost) {
    try (PreparedStatement statement = directory.prepareStatement(BRING_BACK)) {
      statement.setString(1, lost.alias());
      statement.setString(2, id);
      statement.setString(3, lost.account());
      statement.setString(4, lost.alias());
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection connect(BoundedContext context) throws SQLException {
    return DatabaseDump.connect(databases.get(context));
  }

  private static InstallationException failed(SQLException e) {
    return new InstallationException(
        "Organizations created after the backup could not be brought back: " + e.getMessage(), e);
  }

  private record Lost(String account, String alias) {}
}
