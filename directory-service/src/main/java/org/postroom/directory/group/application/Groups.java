package org.postroom.directory.group.application;

import org.postroom.contract.directory.EntityType;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.registration.application.Entities;

/** All groups, tombstones included. */
public interface Groups extends Entities<Group> {
  @Override
  default EntityType type() {
    return EntityType.GROUP;
  }

  @Override
  default Class<Group> modelType() {
    return Group.class;
  }
}
