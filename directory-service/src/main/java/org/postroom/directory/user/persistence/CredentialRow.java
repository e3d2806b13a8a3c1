package org.postroom.directory.user.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** With what a user logs in. */
@Entity(name = "UserCredential")
@Table(name = "user_credential")
class CredentialRow {
  @EmbeddedId UserKey key;

  @Column(name = "password_hash")
  String passwordHash;

  @Column(name = "changed_at")
  Instant changedAt;
}
