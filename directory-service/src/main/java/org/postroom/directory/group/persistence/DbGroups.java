package org.postroom.directory.group.persistence;

import jakarta.inject.Singleton;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Groups;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.registration.persistence.DbEntities;

/** Groups in the database. */
@Singleton
class DbGroups extends DbEntities<Group, GroupRow> implements Groups {
  private static final String AFTER =
      "from DirectoryGroup e where e.key.organizationId = :organization"
          + " and e.key.groupId > :id order by e.key.groupId";

  DbGroups(CreationNumbers numbers) {
    super(numbers, GroupRow.class, AFTER);
  }

  @Override
  protected Object key(OrganizationId organization, EntityId id) {
    return GroupKey.of(organization, id);
  }

  @Override
  protected GroupRow newRow(Group group) {
    GroupRow row = new GroupRow();
    row.key = GroupKey.of(group.organizationId(), group.id());
    return row;
  }

  @Override
  protected void copy(Group group, GroupRow row) {
    row.copy(group);
  }

  @Override
  protected Group entity(GroupRow row) {
    return row.group();
  }
}
