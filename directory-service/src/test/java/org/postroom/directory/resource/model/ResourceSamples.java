package org.postroom.directory.resource.model;

import java.util.UUID;
import org.postroom.contract.directory.ResourceType;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.user.model.UserSamples;

/** Resources for tests. */
public final class ResourceSamples {
  private ResourceSamples() {}

  /** A room that has just been created. */
  public static Resource newRoom(String name) {
    return Resource.create(
            UserSamples.ORGANIZATION,
            Resource.idOf(UUID.randomUUID().toString()),
            EntityName.ofResource(name),
            ResourceType.ROOM,
            "By the window",
            false)
        .after();
  }

  /** A room that has been registered. */
  public static Resource enabledRoom(String name) {
    return newRoom(name).register(UserSamples.EMAIL, UserSamples.NOW).after();
  }
}
