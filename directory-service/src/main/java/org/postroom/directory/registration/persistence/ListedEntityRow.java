package org.postroom.directory.registration.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.postroom.contract.directory.EntityState;

/** What every listing of users, groups or resources shows, and what it is ordered by. */
@MappedSuperclass
public abstract class ListedEntityRow {
  @Column(name = "creation_number")
  protected long creationNumber;

  @Column(name = "name")
  protected String name;

  @Column(name = "name_key")
  protected String nameKey;

  @Column(name = "email")
  protected String email;

  @Column(name = "email_key")
  protected String emailKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  protected EntityState state;

  @Column(name = "enabled_at")
  protected Instant enabledAt;

  @Column(name = "disabled_at")
  protected Instant disabledAt;

  /** The entity's id. */
  protected abstract String id();

  /** What it is ordered by in a listing by display name. */
  protected String displayNameKey() {
    throw new IllegalStateException("only users have display names");
  }
}
