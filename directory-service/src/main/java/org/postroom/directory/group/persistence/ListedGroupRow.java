package org.postroom.directory.group.persistence;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.postroom.contract.directory.Group;
import org.postroom.directory.registration.persistence.ListedEntityRow;
import org.postroom.directory.registration.persistence.ListedTable;

/** What a listing shows of a group, and what it is ordered by. Only ever read. */
@Entity(name = "ListedGroup")
@Table(name = "directory_group")
@Immutable
class ListedGroupRow extends ListedEntityRow {
  /** What a query must select. */
  static final ListedTable TABLE = new ListedTable("directory_group", "group_id", "");

  @EmbeddedId GroupKey key;

  @Override
  protected String id() {
    return key.groupId();
  }

  Group item() {
    return new Group(id(), email, name, state, enabledAt, disabledAt);
  }
}
