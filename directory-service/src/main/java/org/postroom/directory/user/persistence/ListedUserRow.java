package org.postroom.directory.user.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.User;
import org.postroom.contract.directory.UserRole;

/** What a listing shows of a user, and what it is ordered by. Only ever read. */
@Entity(name = "ListedUser")
@Table(name = "directory_user")
@Immutable
class ListedUserRow {
  /** The columns a query must select. */
  static final String COLUMNS =
      "organization_id, user_id, creation_number, name, name_key, display_name, display_name_key,"
          + " email, email_key, state, role, enabled_at, disabled_at";

  @EmbeddedId UserKey key;

  @Column(name = "creation_number")
  long creationNumber;

  @Column(name = "name")
  String name;

  @Column(name = "name_key")
  String nameKey;

  @Column(name = "display_name")
  String displayName;

  @Column(name = "display_name_key")
  String displayNameKey;

  @Column(name = "email")
  String email;

  @Column(name = "email_key")
  String emailKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  EntityState state;

  @Enumerated(EnumType.STRING)
  @Column(name = "role")
  UserRole role;

  @Column(name = "enabled_at")
  Instant enabledAt;

  @Column(name = "disabled_at")
  Instant disabledAt;

  User item() {
    return new User(key.userId(), email, name, displayName, state, role, enabledAt, disabledAt);
  }
}
