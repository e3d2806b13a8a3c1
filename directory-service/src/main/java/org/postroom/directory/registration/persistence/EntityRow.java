package org.postroom.directory.registration.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.postroom.contract.directory.EntityState;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.mailbox.model.Mailbox;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.registration.model.Registration;

/**
 * The columns that users, groups and resources have in common. The key columns hold what listings
 * compare and order by.
 */
@MappedSuperclass
public abstract class EntityRow {
  @Column(name = "creation_number")
  protected long creationNumber;

  @Column(name = "name")
  protected String name;

  @Column(name = "name_key")
  protected String nameKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  protected EntityState state;

  @Column(name = "email")
  protected String email;

  @Column(name = "email_key")
  protected String emailKey;

  @Column(name = "enabled_at")
  protected Instant enabledAt;

  @Column(name = "disabled_at")
  protected Instant disabledAt;

  @Column(name = "hidden")
  protected boolean hidden;

  /** Whether it is a tombstone's. */
  public final boolean isDeleted() {
    return state == EntityState.DELETED;
  }

  /** Takes over what is common. */
  protected final void copyCommon(DirectoryEntity<?> entity) {
    name = entity.name().text();
    nameKey = entity.name().key();
    state = entity.state();
    email = entity.email() == null ? null : entity.email().text();
    emailKey = entity.email() == null ? null : entity.email().key();
    enabledAt = entity.enabledAt();
    disabledAt = entity.disabledAt();
    hidden = entity.hiddenFromGlobalAddressList();
  }

  /**
   * Takes name, state, address, times and visibility from a row that was read without a session.
   *
   * @return where the next column is
   */
  protected final int readCommon(Object[] columns, int from) {
    int next = from;
    name = (String) columns[next++];
    state = EntityState.valueOf((String) columns[next++]);
    email = (String) columns[next++];
    enabledAt = instant(columns[next++]);
    disabledAt = instant(columns[next++]);
    hidden = (Boolean) columns[next++];
    return next;
  }

  /** A column's time; null for none. */
  protected static Instant instant(Object column) {
    return column == null ? null : ((OffsetDateTime) column).toInstant();
  }

  protected final EntityName entityName() {
    return new EntityName(name);
  }

  /** Where the entity is in its life. */
  protected final Registration registration(Mailbox mailbox) {
    return new Registration(
        state, email == null ? null : new EmailAddress(email), enabledAt, disabledAt, mailbox);
  }
}
