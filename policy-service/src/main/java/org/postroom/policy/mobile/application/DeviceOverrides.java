package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;
import org.postroom.policy.mobile.model.DeviceOverride;

/** The overrides of all organizations. A device is found whatever the case of its id. */
public interface DeviceOverrides {
  /** The override for a user's device, whether the user is still there or not. */
  Uni<Optional<DeviceOverride>> find(
      Mutiny.Session session, String organizationId, String userId, String deviceId);

  /** As {@link #find}, of what is committed at this moment. */
  Uni<Optional<DeviceOverride>> current(String organizationId, String userId, String deviceId);

  /**
   * A page of the overrides of users who are there, in the order of their creation.
   *
   * @param userId whose; null for anybody's
   * @param deviceId for which device; null for any
   */
  Uni<Page<DeviceOverride>> page(
      Mutiny.Session session,
      String organizationId,
      String userId,
      String deviceId,
      PageRequest request);

  /** Some of a user's overrides. */
  Uni<List<DeviceOverride>> someOf(
      Mutiny.Session session, String organizationId, String userId, int limit);

  /**
   * Some of those whose users are not there, as far as the view of the directory is whole; none
   * while the directory is telling it anew.
   */
  Uni<List<DeviceOverride>> lost(Mutiny.Session session, String organizationId, int limit);

  /** Stores an override in the place of that for this user's device, if there is one. */
  Change put(String organizationId, DeviceOverride override);

  /** Deletes overrides. */
  Change delete(String organizationId, List<DeviceOverride> overrides);
}
