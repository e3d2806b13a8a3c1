package org.postroom.directory.service;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The content of the service's tables as text. */
final class TableDump {
  /** The tables of the directory itself, whose rows change with accepted commands only. */
  private static final List<String> OWN =
      List.of(
          "account_organization",
          "directory_group",
          "directory_resource",
          "directory_user",
          "entity_address",
          "entity_name",
          "entity_tombstone",
          "group_member",
          "mailbox",
          "mailbox_permission",
          "organization",
          "organization_alias",
          "organization_tag",
          "resource_delegate",
          "user_credential");

  private TableDump() {}

  /** Every table in the database. */
  static Map<String, String> all(DirectoryUnderTest directory) {
    try (Connection connection = directory.database()) {
      List<String> names = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet tables =
              statement.executeQuery(
                  "select table_name from information_schema.tables"
                      + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
        while (tables.next()) {
          names.add(tables.getString(1));
        }
      }
      return of(connection, names, "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the directory keeps of one organization. */
  static Map<String, String> of(DirectoryUnderTest directory, String organization) {
    try (Connection connection = directory.database()) {
      return of(connection, OWN, " where t.organization_id = '" + organization + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> of(Connection connection, List<String> tables, String where)
      throws SQLException {
    Map<String, String> dump = new TreeMap<>();
    for (String table : tables) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select string_agg(t::text, e'\\n' order by t::text) from "
                      + table
                      + " t"
                      + where)) {
        rows.next();
        dump.put(table, String.valueOf(rows.getString(1)));
      }
    }
    return dump;
  }
}
