package org.postroom.directory.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
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
        subscriber.emails);
  }

  private void hear(Record event) {
    if (event instanceof OrganizationSnapshotStarted) {
      requested = null;
      state = null;
      users.clear();
      emails.clear();
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
    } else if (event instanceof EntityRegistered registered) {
      emails.put(registered.entityId(), registered.email());
    } else if (event instanceof EntityDeregistered deregistered) {
      emails.remove(deregistered.entityId());
    } else {
      throw new AssertionError("not for this subscriber: " + event);
    }
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
