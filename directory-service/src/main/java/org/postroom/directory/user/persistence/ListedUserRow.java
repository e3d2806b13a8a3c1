package org.postroom.directory.user.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.postroom.contract.directory.User;
import org.postroom.contract.directory.UserRole;
import org.postroom.directory.registration.persistence.ListedEntityRow;
import org.postroom.directory.registration.persistence.ListedTable;

/** What a listing shows of a user, and what it is ordered by. Only ever read. */
@Entity(name = "ListedUser")
@Table(name = "directory_user")
@Immutable
class ListedUserRow extends ListedEntityRow {
  /** What a query must select. */
  static final ListedTable TABLE =
      new ListedTable("directory_user", "user_id", ", display_name, display_name_key, role");

  @EmbeddedId UserKey key;

  @Column(name = "display_name")
  String displayName;

  @Column(name = "display_name_key")
  String displayNameKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "role")
  UserRole role;

  @Override
  protected String id() {
    return key.userId();
  }

  @Override
  protected String displayNameKey() {
    return displayNameKey;
  }

  User item() {
    return new User(id(), email, name, displayName, state, role, enabledAt, disabledAt);
  }
}
