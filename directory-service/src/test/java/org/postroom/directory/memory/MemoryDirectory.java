package org.postroom.directory.memory;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityState;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Groups;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.organization.application.ExternalDirectories;
import org.postroom.directory.organization.application.OrganizationEntities;
import org.postroom.directory.organization.application.OrganizationProcesses;
import org.postroom.directory.organization.application.OrganizationRegistry;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.ExternalDirectory;
import org.postroom.directory.organization.model.NewOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.directory.organization.model.RegisteredDirectory;
import org.postroom.directory.registration.application.EntityDeletion;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityLinks;
import org.postroom.directory.registration.application.EntityStore;
import org.postroom.directory.resource.application.Resources;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.user.application.UserCredentials;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.Absence;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** The directory's repositories over maps. Sessions are ignored. */
public final class MemoryDirectory {
  public final Map<String, Organization> organizationsById = new TreeMap<>();
  public final Map<String, String> aliases = new TreeMap<>();
  public final Map<String, String> counted = new TreeMap<>();
  public final Map<String, RegisteredDirectory> directories = new TreeMap<>();
  public final Map<String, ExternalDirectory> externalById = new TreeMap<>();
  public final Map<String, NamedEntity> namesByKey = new TreeMap<>();
  public final Map<String, Instant> purgeTimes = new TreeMap<>();
  public final Map<String, User> usersById = new TreeMap<>();
  public final Map<String, Group> groupsById = new TreeMap<>();
  public final Map<String, Resource> resourcesById = new TreeMap<>();
  public final Map<String, String> hashes = new TreeMap<>();
  public final List<String> startedProcesses = new ArrayList<>();

  public final MemoryMailboxes mailboxes = new MemoryMailboxes();
  public final MemoryTags tags = new MemoryTags();
  public final Organizations organizations = new MemoryOrganizations();
  public final ExternalDirectories externalDirectories =
      id -> Optional.ofNullable(externalById.get(id));
  public final OrganizationRegistry registry = new MemoryRegistry();
  public final OrganizationEntities entities = new MemoryEntities();
  public final EntityNames names = new MemoryNames();
  public final MemoryAddresses addresses = new MemoryAddresses();
  public final Map<String, NamedEntity> addressesByKey = addresses.owners;
  public final Tombstones tombstones = new MemoryTombstones();
  public final Users users = MemoryKind.users(usersById);
  public final Groups groups = MemoryKind.groups(groupsById);
  public final Resources resources = MemoryKind.resources(resourcesById);
  public final EntityStore store = new EntityStore(users, groups, resources);
  public final EntityIdentification identification =
      new EntityIdentification(store, names, addresses);
  public final MemoryPermissions permissions = new MemoryPermissions();
  public final MemoryDelegations delegations = new MemoryDelegations();
  public final MemoryMemberships memberships = new MemoryMemberships();
  public final EntityLinks links =
      new MemoryLinks(List.of(memberships.rows, delegations.rows, permissions.rows));
  public final EntityDeletion deletion = new EntityDeletion(store, names, tombstones, links);
  public final UserCredentials credentials = new MemoryCredentials();
  public final MemoryMailDomains mailDomains = new MemoryMailDomains();

  /** Remembers in {@link #startedProcesses} what is started. */
  public final OrganizationProcesses processes =
      new OrganizationProcesses() {
        @Override
        public <R> Outcome<R> start(
            Outcome<R> outcome, String kind, String processId, CommandContext context) {
          return outcome.changing(change(() -> startedProcesses.add(kind + "/" + processId)));
        }
      };

  /** Everything there is, for comparison. */
  public String dump() {
    return List.of(
            organizationsById,
            aliases,
            counted,
            directories,
            namesByKey,
            addressesByKey,
            addresses.rows,
            purgeTimes,
            usersById,
            groupsById,
            resourcesById,
            memberships.rows,
            delegations.rows,
            permissions.rows,
            hashes,
            tags.byOrganization,
            mailboxes.byOwner,
            mailboxes.keptUntil,
            startedProcesses)
        .toString();
  }

  static Change change(Runnable write) {
    return session -> Uni.createFrom().voidItem().invoke(write);
  }

  static <T> Uni<T> item(T item) {
    return Uni.createFrom().item(item);
  }

  private static String key(OrganizationId organization, Object rest) {
    return organization + "/" + rest;
  }

  private final class MemoryOrganizations implements Organizations {
    @Override
    public Uni<Optional<Organization>> find(Mutiny.Session session, OrganizationId id) {
      return item(Optional.ofNullable(organizationsById.get(id.value())));
    }

    @Override
    public Uni<List<Organization>> findAll(Mutiny.Session session, List<String> ids) {
      return item(ids.stream().map(organizationsById::get).filter(Objects::nonNull).toList());
    }

    @Override
    public Change add(Organization organization) {
      return change(() -> organizationsById.put(organization.id().value(), organization));
    }

    @Override
    public Change replace(Organization organization) {
      return add(organization);
    }
  }

  private final class MemoryRegistry implements OrganizationRegistry {
    @Override
    public Uni<NewOrganization.Situation> lock(
        Mutiny.Session session, OrganizationAlias alias, String account, String directoryId) {
      long organizations = counted.values().stream().filter(account::equals).count();
      return item(
          new NewOrganization.Situation(
              aliases.containsKey(alias.key()), (int) organizations, registered(directoryId)));
    }

    @Override
    public Change enter(Organization organization) {
      return change(
          () -> {
            aliases.put(organization.alias().key(), organization.id().value());
            counted.put(organization.id().value(), organization.account());
            directories.put(
                organization.directoryId(),
                new RegisteredDirectory(
                    organization.directoryId(),
                    organization.account(),
                    organization.alias().text(),
                    organization.directory().type(),
                    true));
          });
    }

    private Optional<RegisteredDirectory> registered(String directoryId) {
      return Optional.ofNullable(directories.get(directoryId));
    }

    private void leaveDirectory(Organization organization) {
      directories.computeIfPresent(
          organization.directoryId(),
          (id, directory) ->
              organization.directory().kept() && !organization.directory().external()
                  ? new RegisteredDirectory(
                      id, directory.account(), directory.alias(), directory.type(), false)
                  : null);
    }

    @Override
    public Change release(Organization organization) {
      return change(
          () -> {
            aliases.remove(organization.alias().key(), organization.id().value());
            counted.remove(organization.id().value());
            leaveDirectory(organization);
          });
    }

    @Override
    public Uni<Page<String>> list(Mutiny.Session session, String account, PageRequest page) {
      return item(page.page(List.copyOf(organizationsById.keySet()), List::of));
    }
  }

  private final class MemoryEntities implements OrganizationEntities {
    @Override
    public Uni<Boolean> anyEnabledUser(Mutiny.Session session, OrganizationId organization) {
      return item(
          usersById.values().stream().anyMatch(user -> user.state() == EntityState.ENABLED));
    }

    @Override
    public Uni<Boolean> none(Mutiny.Session session, OrganizationId organization) {
      return item(usersById.isEmpty());
    }

    @Override
    public Change dropSome(OrganizationId organization) {
      return change(() -> usersById.remove(usersById.keySet().iterator().next()));
    }
  }

  private final class MemoryNames implements EntityNames {
    @Override
    public Uni<Optional<NamedEntity>> find(
        Mutiny.Session session, OrganizationId organization, String nameKey) {
      return item(Optional.ofNullable(namesByKey.get(key(organization, nameKey))));
    }

    @Override
    public Absence<?> expectFree(OrganizationId organization, String nameKey) {
      throw new AssertionError("no handler is decided differently by it");
    }

    @Override
    public Change claim(OrganizationId organization, String nameKey, NamedEntity owner) {
      return change(() -> namesByKey.put(key(organization, nameKey), owner));
    }

    @Override
    public Change free(OrganizationId organization, String nameKey) {
      return change(() -> namesByKey.remove(key(organization, nameKey)));
    }
  }

  private final class MemoryTombstones implements Tombstones {
    @Override
    public Change add(
        OrganizationId organization, NamedEntity entity, int partition, Instant purgeAt) {
      return change(() -> purgeTimes.put(key(organization, entity.id()), purgeAt));
    }

    @Override
    public Change purge(OrganizationId organization, Instant now) {
      return change(() -> purgeTimes.values().removeIf(at -> !at.isAfter(now)));
    }
  }

  private final class MemoryCredentials implements UserCredentials {
    @Override
    public Change add(OrganizationId organization, EntityId user, String hash, Instant at) {
      return set(organization, user, hash, at);
    }

    @Override
    public Change set(OrganizationId organization, EntityId user, String hash, Instant at) {
      return change(() -> hashes.put(key(organization, user), hash));
    }

    @Override
    public Change remove(OrganizationId organization, EntityId user) {
      return change(() -> hashes.remove(key(organization, user)));
    }
  }
}
