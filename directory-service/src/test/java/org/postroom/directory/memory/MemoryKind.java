package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Groups;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.registration.application.Entities;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.application.Resources;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.Change;

/** Entities of one kind over a map. */
abstract class MemoryKind<E extends DirectoryEntity<E>> implements Entities<E> {
  private final Map<String, E> byId;

  private MemoryKind(Map<String, E> byId) {
    this.byId = byId;
  }

  static Users users(Map<String, User> byId) {
    return new OfUsers(byId);
  }

  static Groups groups(Map<String, Group> byId) {
    return new OfGroups(byId);
  }

  static Resources resources(Map<String, Resource> byId) {
    return new OfResources(byId);
  }

  @Override
  public Uni<Optional<E>> find(Mutiny.Session session, OrganizationId organization, EntityId id) {
    return item(Optional.ofNullable(byId.get(organization + "/" + id)));
  }

  @Override
  public Uni<List<E>> after(
      Mutiny.Session session, OrganizationId organization, String id, int limit) {
    return item(
        byId.values().stream()
            .filter(entity -> entity.id().value().compareTo(id) > 0)
            .limit(limit)
            .toList());
  }

  @Override
  public Change add(E entity) {
    return change(() -> byId.put(entity.organizationId() + "/" + entity.id(), entity));
  }

  @Override
  public Change replace(E entity) {
    return add(entity);
  }

  private static final class OfUsers extends MemoryKind<User> implements Users {
    private OfUsers(Map<String, User> byId) {
      super(byId);
    }

    @Override
    public Uni<Void> prefetch(Mutiny.Session session, String organizationId, String identifier) {
      return Uni.createFrom().voidItem();
    }
  }

  private static final class OfGroups extends MemoryKind<Group> implements Groups {
    private OfGroups(Map<String, Group> byId) {
      super(byId);
    }
  }

  private static final class OfResources extends MemoryKind<Resource> implements Resources {
    private OfResources(Map<String, Resource> byId) {
      super(byId);
    }
  }
}
