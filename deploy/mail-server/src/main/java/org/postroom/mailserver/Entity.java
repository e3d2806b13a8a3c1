package org.postroom.mailserver;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.UserRole;

/** A user, group or resource of an organization, as the directory's events have told it so far. */
final class Entity {
  private final String id;
  private final Set<String> addresses = new HashSet<>();
  private String name = "";
  private String role = "";
  private String type = "";
  private String primaryAddress = "";

  Entity(String id) {
    this.id = id;
  }

  static String key(String addressOrName) {
    return addressOrName.strip().toLowerCase(Locale.ROOT);
  }

  String id() {
    return id;
  }

  /** Empty while it is not registered. */
  String primaryAddress() {
    return primaryAddress;
  }

  boolean isCalled(String key) {
    return key(name).equals(key);
  }

  boolean has(String addressKey) {
    return addresses.contains(addressKey);
  }

  /** Whether its mail is kept here; groups have none, and a remote user's is kept elsewhere. */
  boolean hasMailbox() {
    return !primaryAddress.isEmpty()
        && !EntityType.GROUP.name().equals(type)
        && !UserRole.REMOTE_USER.name().equals(role);
  }

  void named(String newName, String newRole) {
    name = newName;
    role = newRole == null ? "" : newRole;
  }

  void registered(String entityType, String address) {
    type = entityType;
    primaryAddress = address;
    addresses.add(key(address));
  }

  void deregistered() {
    primaryAddress = "";
    addresses.clear();
  }

  void aliasAdded(String address) {
    addresses.add(key(address));
  }

  void aliasRemoved(String address) {
    addresses.remove(key(address));
  }

  void primaryChanged(String address, String former) {
    primaryAddress = address;
    addresses.add(key(address));
    addresses.add(key(former));
  }
}
