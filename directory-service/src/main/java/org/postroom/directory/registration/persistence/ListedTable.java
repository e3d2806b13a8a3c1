package org.postroom.directory.registration.persistence;

/**
 * A table of entities as listings see it.
 *
 * @param name the table
 * @param id its column with the entity's id
 * @param moreColumns further columns of its listing; begins with a comma unless empty
 */
public record ListedTable(String name, String id, String moreColumns) {
  private static final String COMMON_COLUMNS =
      "creation_number, name, name_key, email, email_key, state, enabled_at, disabled_at";

  String columns() {
    return "organization_id, " + id + ", " + COMMON_COLUMNS + moreColumns;
  }
}
