package org.postroom.directory.group.persistence;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.mailbox.model.Mailbox;
import org.postroom.directory.registration.persistence.EntityRow;

/** A group. */
@Entity(name = "DirectoryGroup")
@Table(name = "directory_group")
class GroupRow extends EntityRow {
  @EmbeddedId GroupKey key;

  /** Takes over everything that can change. */
  void copy(Group group) {
    copyCommon(group);
  }

  Group group() {
    return new Group(
        OrganizationId.of(key.organizationId()),
        new EntityId(key.groupId()),
        entityName(),
        hidden,
        registration(Mailbox.NONE));
  }
}
