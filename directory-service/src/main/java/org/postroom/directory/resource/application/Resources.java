package org.postroom.directory.resource.application;

import org.postroom.contract.directory.EntityType;
import org.postroom.directory.registration.application.Entities;
import org.postroom.directory.resource.model.Resource;

/** All resources, tombstones included. */
public interface Resources extends Entities<Resource> {
  @Override
  default EntityType type() {
    return EntityType.RESOURCE;
  }

  @Override
  default Class<Resource> modelType() {
    return Resource.class;
  }
}
