package org.postroom.directory.group.model;

import java.util.UUID;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.user.model.UserSamples;

/** Groups for tests. */
public final class GroupSamples {
  private GroupSamples() {}

  /** A group that has just been created. */
  public static Group newGroup(String name) {
    return Group.create(
            UserSamples.ORGANIZATION,
            EntityId.parse(UUID.randomUUID().toString()).orElseThrow(),
            EntityName.ofGroup(name),
            false)
        .after();
  }

  /** A group that has been registered. */
  public static Group enabledGroup(String name) {
    return newGroup(name).register(UserSamples.EMAIL, UserSamples.NOW).after();
  }
}
