package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.AliasDeleted;
import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.DelegateDisassociated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityHistoryTold;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.GroupUpdated;
import org.postroom.contract.directory.event.MailboxPermissionsChanged;
import org.postroom.contract.directory.event.MailboxQuotaChanged;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.contract.directory.event.MemberDisassociated;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.directory.event.OrganizationTagged;
import org.postroom.contract.directory.event.OrganizationUntagged;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.ResourceDeleted;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;

/** What somebody knows of an organization who has heard its events. */
final class Subscriber {
  private Record requested;
  private Record state;
  private boolean isInSnapshot;
  private final Map<String, UserUpdated> users = new TreeMap<>();
  private final Map<String, String> emails = new TreeMap<>();

  /** The aliases of what is registered, by id, in the order in which they became that. */
  private final Map<String, Set<String>> aliases = new TreeMap<>();

  /** Groups and resources, by id. */
  private final Map<String, Record> others = new TreeMap<>();

  /** Memberships and delegations. */
  private final Set<String> links = new TreeSet<>();

  /** Quotas that were set, by the mailbox's owner. */
  private final Map<String, Integer> quotas = new TreeMap<>();

  /** What somebody may do with a mailbox, by its owner and the grantee. */
  private final Map<String, Set<String>> grants = new TreeMap<>();

  private final Map<String, String> tags = new TreeMap<>();

  private Subscriber() {}

  /** Everything that it knows, after these events. */
  static List<Object> knowledge(List<Record> events) {
    Subscriber subscriber = new Subscriber();
    events.forEach(subscriber::hear);
    return List.of(
        subscriber.requested,
        subscriber.state,
        subscriber.isInSnapshot,
        subscriber.users,
        subscriber.emails,
        subscriber.aliases.toString(),
        subscriber.others,
        subscriber.links,
        subscriber.quotas,
        subscriber.grants,
        subscriber.tags);
  }

  private void hear(Record event) {
    if (event instanceof OrganizationSnapshotStarted) {
      requested = null;
      state = null;
      users.clear();
      emails.clear();
      aliases.clear();
      others.clear();
      links.clear();
      quotas.clear();
      grants.clear();
      tags.clear();
      isInSnapshot = true;
    } else if (event instanceof OrganizationSnapshotCompleted) {
      isInSnapshot = false;
    } else if (event instanceof OrganizationRequested) {
      requested = event;
    } else if (event instanceof OrganizationSetUpRequested
        || event instanceof OrganizationActivated) {
      state = event;
    } else {
      hearOfUsers(event);
    }
  }

  private void hearOfUsers(Record event) {
    if (event instanceof UserCreated created) {
      users.put(created.userId(), attributes(created));
    } else if (event instanceof UserUpdated updated) {
      users.put(updated.userId(), updated);
    } else if (event instanceof UserDeleted deleted) {
      users.remove(deleted.userId());
      unlink(deleted.userId());
    } else if (event instanceof EntityRegistered registered) {
      emails.put(registered.entityId(), registered.email());
      aliases.put(registered.entityId(), new LinkedHashSet<>());
    } else if (event instanceof EntityDeregistered deregistered) {
      emails.remove(deregistered.entityId());
      aliases.remove(deregistered.entityId());
    } else {
      hearOfAliases(event);
    }
  }

  private void hearOfAliases(Record event) {
    if (event instanceof AliasCreated created) {
      aliases.get(created.entityId()).add(created.alias());
    } else if (event instanceof AliasDeleted deleted) {
      aliases.get(deleted.entityId()).remove(deleted.alias());
    } else if (event instanceof PrimaryEmailAddressChanged changed) {
      emails.put(changed.entityId(), changed.email());
      aliases.get(changed.entityId()).removeIf(changed.email()::equalsIgnoreCase);
      aliases.get(changed.entityId()).add(changed.formerEmail());
    } else {
      hearOfGroupsAndResources(event);
    }
  }

  private void hearOfGroupsAndResources(Record event) {
    if (event instanceof GroupCreated created) {
      others.put(created.groupId(), created);
    } else if (event instanceof GroupUpdated updated) {
      others.put(
          updated.groupId(),
          new GroupCreated(
              updated.groupId(), updated.name(), updated.hiddenFromGlobalAddressList()));
    } else if (event instanceof GroupDeleted deleted) {
      others.remove(deleted.groupId());
      unlink(deleted.groupId());
    } else if (event instanceof ResourceCreated created) {
      others.put(created.resourceId(), created);
    } else if (event instanceof ResourceDeleted deleted) {
      others.remove(deleted.resourceId());
      unlink(deleted.resourceId());
    } else {
      hearOfLinks(event);
    }
  }

  private void hearOfLinks(Record event) {
    if (event instanceof MemberAssociated associated) {
      links.add(associated.groupId() + "/" + associated.memberId());
    } else if (event instanceof MemberDisassociated disassociated) {
      links.remove(disassociated.groupId() + "/" + disassociated.memberId());
    } else if (event instanceof DelegateAssociated associated) {
      links.add(associated.resourceId() + "/" + associated.delegateId());
    } else if (event instanceof DelegateDisassociated disassociated) {
      links.remove(disassociated.resourceId() + "/" + disassociated.delegateId());
    } else {
      hearOfMailboxesAndTags(event);
    }
  }

  private void hearOfMailboxesAndTags(Record event) {
    if (event instanceof MailboxQuotaChanged changed) {
      quotas.put(changed.entityId(), changed.mailboxQuota());
    } else if (event instanceof MailboxPermissionsChanged changed) {
      String key = changed.entityId() + "/" + changed.granteeId();
      grants.put(key, new TreeSet<>(changed.permissionValues()));
      grants.values().removeIf(Set::isEmpty);
    } else if (event instanceof OrganizationTagged tagged) {
      tagged.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    } else if (event instanceof OrganizationUntagged untagged) {
      tags.keySet().removeAll(untagged.tagKeys());
    } else if (event instanceof EntityHistoryTold told) {
      assertThat(isInSnapshot).as("told in snapshots only: " + told).isTrue();
    } else {
      throw new AssertionError("not for this subscriber: " + event);
    }
  }

  /** A deletion says all there is to say. */
  private void unlink(String entity) {
    Predicate<String> names = link -> link.startsWith(entity + "/") || link.endsWith("/" + entity);
    links.removeIf(names);
    grants.keySet().removeIf(names);
  }

  private static UserUpdated attributes(UserCreated created) {
    return new UserUpdated(
        created.userId(),
        created.name(),
        created.displayName(),
        created.firstName(),
        created.lastName(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        created.role(),
        created.hiddenFromGlobalAddressList());
  }
}
