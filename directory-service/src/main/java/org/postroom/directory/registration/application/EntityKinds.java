package org.postroom.directory.registration.application;

import java.util.List;
import java.util.function.Function;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.user.model.User;

/**
 * Which kinds of entities an identifier may mean.
 *
 * @param <E> what they have in common
 */
public final class EntityKinds<E extends DirectoryEntity<?>> {
  public static final EntityKinds<User> USERS =
      new EntityKinds<>("user", User.class::cast, EntityType.USER);
  public static final EntityKinds<Group> GROUPS =
      new EntityKinds<>("group", Group.class::cast, EntityType.GROUP);
  public static final EntityKinds<Resource> RESOURCES =
      new EntityKinds<>("resource", Resource.class::cast, EntityType.RESOURCE);

  /** What can be a member of a group or a delegate of a resource. */
  public static final EntityKinds<DirectoryEntity<?>> USERS_AND_GROUPS =
      new EntityKinds<>("user or group", entity -> entity, EntityType.USER, EntityType.GROUP);

  /** What has a mailbox. */
  public static final EntityKinds<DirectoryEntity<?>> USERS_AND_RESOURCES =
      new EntityKinds<>("user or resource", entity -> entity, EntityType.USER, EntityType.RESOURCE);

  public static final EntityKinds<DirectoryEntity<?>> ALL =
      new EntityKinds<>(
          "entity", entity -> entity, EntityType.USER, EntityType.GROUP, EntityType.RESOURCE);

  private final String noun;
  private final Function<DirectoryEntity<?>, E> cast;
  private final List<EntityType> types;

  private EntityKinds(String noun, Function<DirectoryEntity<?>, E> cast, EntityType... types) {
    this.noun = noun;
    this.cast = cast;
    this.types = List.of(types);
  }

  /** The refusal of an identifier that names none of them. */
  public OperationRejected notFound() {
    return new OperationRejected(ErrorCode.ENTITY_NOT_FOUND, "The " + noun + " does not exist.");
  }

  /** In the order in which they are looked for. */
  List<EntityType> types() {
    return types;
  }

  E cast(DirectoryEntity<?> entity) {
    return cast.apply(entity);
  }
}
