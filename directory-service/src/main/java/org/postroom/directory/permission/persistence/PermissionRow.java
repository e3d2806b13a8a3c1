package org.postroom.directory.permission.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.PermissionType;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.permission.model.MailboxGrant;

/** What a grantee may do with a mailbox. */
@Entity(name = "MailboxPermission")
@Table(name = "mailbox_permission")
class PermissionRow {
  private static final String SEPARATOR = " ";

  @EmbeddedId PermissionKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "entity_type")
  EntityType entityType;

  @Enumerated(EnumType.STRING)
  @Column(name = "grantee_type")
  EntityType granteeType;

  @Column(name = "permissions")
  String permissions;

  @Column(name = "creation_number")
  long creationNumber;

  MailboxGrant grant() {
    return new MailboxGrant(
        new NamedEntity(new EntityId(key.entityId()), entityType),
        new NamedEntity(new EntityId(key.granteeId()), granteeType),
        Set.copyOf(read(permissions)));
  }

  static String write(Collection<PermissionType> values) {
    return values.stream().map(PermissionType::name).collect(Collectors.joining(SEPARATOR));
  }

  static List<PermissionType> read(String text) {
    return Stream.of(text.split(SEPARATOR)).map(PermissionType::valueOf).toList();
  }
}
