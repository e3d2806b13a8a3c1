package org.postroom.directory.reference;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.Group;
import org.postroom.contract.directory.GroupIdentifier;
import org.postroom.contract.directory.ListGroupMembersRequest;
import org.postroom.contract.directory.ListGroupMembersResponse;
import org.postroom.contract.directory.ListGroupsForEntityRequest;
import org.postroom.contract.directory.ListGroupsForEntityResponse;
import org.postroom.contract.directory.ListGroupsRequest;
import org.postroom.contract.directory.ListGroupsResponse;
import org.postroom.contract.directory.ListMailboxPermissionsRequest;
import org.postroom.contract.directory.ListMailboxPermissionsResponse;
import org.postroom.contract.directory.ListResourcesRequest;
import org.postroom.contract.directory.ListResourcesResponse;
import org.postroom.contract.directory.ListUsersRequest;
import org.postroom.contract.directory.ListUsersResponse;
import org.postroom.contract.directory.Member;
import org.postroom.contract.directory.Permission;
import org.postroom.contract.directory.Resource;
import org.postroom.contract.directory.User;
import org.postroom.directory.group.application.GroupListing;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.application.ResourceListing;
import org.postroom.directory.user.application.UserListing;

/**
 * Listings that the repositories in memory leave to the database, so that their handlers' own part
 * is tried and the state of memory compared; only what is compared is filled in. {@code
 * RandomSequencesIT} has the real ones.
 */
final class ListingsInMemory {
  private final MemoryDirectory directory;

  /** Keys in the order of creation, as the maps are in the order of keys. */
  private final Set<String> created = new LinkedHashSet<>();

  ListingsInMemory(MemoryDirectory directory) {
    this.directory = directory;
  }

  /** What handlers ask, and nobody but this answers. */
  List<Object> leftToTheDatabase() {
    return List.of(
        (UserListing)
            (session, organization, filter, page) -> {
              throw new UnsupportedOperationException();
            },
        (GroupListing)
            (session, organization, filter, page) -> {
              throw new UnsupportedOperationException();
            },
        (ResourceListing)
            (session, organization, filter, page) -> {
              throw new UnsupportedOperationException();
            });
  }

  /** Takes note of what has just been created. */
  void note() {
    created.addAll(directory.usersById.keySet());
    created.addAll(directory.groupsById.keySet());
    created.addAll(directory.resourcesById.keySet());
  }

  /** The response to a request that the handlers have accepted. */
  Object answer(Object request) {
    if (request instanceof ListUsersRequest users) {
      return new ListUsersResponse(
          listed(directory.usersById, users.filters() != null, ListingsInMemory::user), null);
    }
    if (request instanceof ListGroupsRequest groups) {
      return new ListGroupsResponse(
          listed(directory.groupsById, groups.filters() != null, ListingsInMemory::group), null);
    }
    if (request instanceof ListResourcesRequest resources) {
      return new ListResourcesResponse(
          listed(directory.resourcesById, resources.filters() != null, ListingsInMemory::resource),
          null);
    }
    if (request instanceof ListGroupsForEntityRequest member) {
      return new ListGroupsForEntityResponse(groupsOf(member.entityId()), null);
    }
    if (request instanceof ListGroupMembersRequest group) {
      return new ListGroupMembersResponse(
          rows(directory.memberships.rows, group.groupId())
              .map(member -> new Member(member.id().value(), null, null, null, null, null))
              .toList(),
          null);
    }
    ListMailboxPermissionsRequest owner = (ListMailboxPermissionsRequest) request;
    return new ListMailboxPermissionsResponse(
        rows(directory.permissions.rows, owner.entityId())
            .map(
                grant ->
                    new Permission(
                        grant.grantee().id().value(), null, List.copyOf(grant.permissions())))
            .toList(),
        null);
  }

  private List<GroupIdentifier> groupsOf(String member) {
    return directory.memberships.rows.keySet().stream()
        .filter(row -> row.endsWith("/" + member))
        .map(row -> Handling.ORGANIZATION + "/" + row.substring(0, row.indexOf('/')))
        .map(directory.groupsById::get)
        .map(group -> new GroupIdentifier(group.id().value(), group.name().text()))
        .toList();
  }

  private <E extends DirectoryEntity<E>, T> List<T> listed(
      Map<String, E> byId, boolean deleted, Function<E, T> listed) {
    return created.stream()
        .map(byId::get)
        .filter(Objects::nonNull)
        .filter(entity -> (entity.state() == EntityState.DELETED) == deleted)
        .map(listed)
        .toList();
  }

  private static User user(DirectoryEntity<?> user) {
    return new User(
        user.id().value(),
        email(user),
        user.name().text(),
        null,
        user.state(),
        null,
        user.enabledAt(),
        user.disabledAt());
  }

  private static Group group(DirectoryEntity<?> group) {
    return new Group(
        group.id().value(),
        email(group),
        group.name().text(),
        group.state(),
        group.enabledAt(),
        group.disabledAt());
  }

  private static Resource resource(DirectoryEntity<?> resource) {
    return new Resource(
        resource.id().value(),
        email(resource),
        resource.name().text(),
        null,
        resource.state(),
        resource.enabledAt(),
        resource.disabledAt(),
        null);
  }

  private static String email(DirectoryEntity<?> entity) {
    return entity.email() == null ? null : entity.email().text();
  }

  private static <T> Stream<T> rows(Map<String, T> rows, String owner) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().startsWith(owner + "/"))
        .map(Map.Entry::getValue);
  }
}
