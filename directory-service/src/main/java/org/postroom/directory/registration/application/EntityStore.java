package org.postroom.directory.registration.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Groups;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.application.Resources;
import org.postroom.directory.user.application.Users;
import org.postroom.kit.command.Change;

/** Users, groups and resources, for what treats them alike. */
@Singleton
public class EntityStore {
  private final Map<EntityType, Entities<?>> byType;

  public EntityStore(Users users, Groups groups, Resources resources) {
    byType =
        Map.of(EntityType.USER, users, EntityType.GROUP, groups, EntityType.RESOURCE, resources);
  }

  /** The entity of this kind with this id. */
  public Uni<Optional<DirectoryEntity<?>>> find(
      Mutiny.Session session, OrganizationId organization, EntityType type, EntityId id) {
    return byType.get(type).find(session, organization, id).map(found -> found.map(it -> it));
  }

  /** At most {@code limit} of a kind whose ids come after this one, in the order of their ids. */
  public Uni<List<DirectoryEntity<?>>> after(
      Mutiny.Session session, OrganizationId organization, EntityType type, String id, int limit) {
    return byType.get(type).after(session, organization, id, limit).map(List::copyOf);
  }

  /** Stores an entity anew. */
  public Change replace(DirectoryEntity<?> entity) {
    return replace(byType.get(entity.type()), entity);
  }

  private static <E extends DirectoryEntity<E>> Change replace(
      Entities<E> entities, DirectoryEntity<?> entity) {
    return entities.replace(entities.modelType().cast(entity));
  }
}
