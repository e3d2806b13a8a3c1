package org.postroom.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/**
 * A service's database in one file: every table as it was at one moment, made while the service
 * runs. It does by {@code COPY} what {@code pg_dump --data-only} does, which the embedded
 * PostgreSQL comes without. It goes back only into a database with the same migrations.
 */
final class DatabaseDump {
  private static final String HISTORY = "schema_history";
  private static final String COLUMNS =
      """
      select table_name, string_agg(quote_ident(column_name), ', ' order by ordinal_position)
      from information_schema.columns
      where table_schema = 'public' group by table_name
      """;

  /**
   * An epoch above all that were ever told, also if an older dump is restored a second time: then
   * the one in the dump is not the last one.
   */
  private static final String RAISE =
      "update service_epoch"
          + " set epoch = greatest(epoch + 1, extract(epoch from clock_timestamp())::bigint)";

  private DatabaseDump() {}

  /** Writes the file. */
  static void write(DatabaseAccess database, Path file) {
    try (Connection connection = connect(database);
        OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      for (Map.Entry<String, String> table : tables(connection).entrySet()) {
        zip.putNextEntry(new ZipEntry(table.getKey() + ".columns"));
        zip.write(table.getValue().getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry(table.getKey() + ".rows"));
        copy(connection).copyOut(copyStatement(table) + " TO STDOUT", zip);
      }
      connection.commit();
    } catch (SQLException | IOException e) {
      throw new InstallationException("Cannot back up to " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Puts the file's rows in the place of all that the database has, and raises its epoch, all at
   * once or not at all. The service must not run.
   *
   * @return the new epoch
   * @throws InstallationException when the file comes from another version of the service
   */
  static long restore(DatabaseAccess database, Path file) {
    try (Connection connection = connect(database);
        ZipFile zip = new ZipFile(file.toFile())) {
      connection.setAutoCommit(false);
      Map<String, String> tables = tables(connection);
      requireSame(connection, zip, tables);
      tables.keySet().removeIf(table -> table.contains(HISTORY));
      long epoch = replace(connection, zip, tables);
      connection.commit();
      return epoch;
    } catch (SQLException | IOException e) {
      throw new InstallationException("Cannot restore " + file + ": " + e.getMessage(), e);
    }
  }

  private static long replace(Connection connection, ZipFile zip, Map<String, String> tables)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE " + String.join(", ", tables.keySet()));
      for (Map.Entry<String, String> table : tables.entrySet()) {
        fill(connection, zip, table);
      }
      statement.execute(RAISE);
      return epoch(statement);
    }
  }

  private static void fill(Connection connection, ZipFile zip, Map.Entry<String, String> table)
      throws SQLException, IOException {
    try (InputStream rows = zip.getInputStream(zip.getEntry(table.getKey() + ".rows"))) {
      copy(connection).copyIn(copyStatement(table) + " FROM STDIN", rows);
    }
  }

  private static CopyManager copy(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private static String copyStatement(Map.Entry<String, String> table) {
    return "COPY %s (%s)".formatted(table.getKey(), table.getValue());
  }

  private static long epoch(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select epoch from service_epoch")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The same tables, columns and migrations. */
  private static void requireSame(Connection connection, ZipFile zip, Map<String, String> tables)
      throws SQLException, IOException {
    Map<String, String> dumped = new TreeMap<>();
    for (ZipEntry entry : zip.stream().toList()) {
      if (entry.getName().endsWith(".columns")) {
        dumped.put(
            entry.getName().substring(0, entry.getName().lastIndexOf('.')), text(zip, entry));
      }
    }
    boolean same = dumped.equals(tables);
    for (String table : tables.keySet()) {
      if (same && table.contains(HISTORY)) {
        same = text(zip, zip.getEntry(table + ".rows")).lines().count() == count(connection, table);
      }
    }
    if (!same) {
      throw new InstallationException(
          "This backup was made by another version. Start that version once, so that the database"
              + " is as it was then, and restore with it.");
    }
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, String> tables(Connection connection) throws SQLException {
    Map<String, String> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        tables.put(rows.getString(1), rows.getString(2));
      }
    }
    return tables;
  }

  static Connection connect(DatabaseAccess database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
