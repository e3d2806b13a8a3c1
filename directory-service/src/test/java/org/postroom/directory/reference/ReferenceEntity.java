package org.postroom.directory.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the reference remembers of a user, group or resource. */
final class ReferenceEntity {
  final String id;
  final Kind kind;
  String name;
  String state = "DISABLED";
  String role = "USER";
  String displayName;
  boolean hidden;
  String primary;
  final Set<String> aliases = new LinkedHashSet<>();
  boolean everEnabled;
  boolean everDisabled;
  boolean mailboxProvisioned;
  boolean mailboxInUse;
  int quota = 51_200;
  boolean autoAccept = true;
  final Set<String> members = new TreeSet<>();
  final Set<String> delegates = new TreeSet<>();

  /** Permissions on its mailbox by grantee. */
  final Map<String, Set<String>> grants = new TreeMap<>();

  /** The kinds of entities. */
  enum Kind {
    USER,
    GROUP,
    RESOURCE
  }

  ReferenceEntity(String id, Kind kind, String name) {
    this.id = id;
    this.kind = kind;
    this.name = name;
  }

  boolean isDeleted() {
    return state.equals("DELETED");
  }

  boolean isEnabled() {
    return state.equals("ENABLED");
  }

  void register(String address) {
    state = "ENABLED";
    everEnabled = true;
    primary = address;
    if (kind == Kind.RESOURCE || (kind == Kind.USER && !role.equals("REMOTE_USER"))) {
      mailboxProvisioned = true;
      mailboxInUse = true;
    }
  }

  void deregister() {
    state = "DISABLED";
    everDisabled = true;
    primary = null;
    aliases.clear();
    mailboxInUse = false;
  }

  void delete() {
    state = "DELETED";
    members.clear();
    delegates.clear();
    grants.clear();
  }

  /** The primary address and the aliases. */
  List<String> addresses() {
    List<String> addresses = new ArrayList<>(aliases);
    if (primary != null) {
      addresses.add(primary);
    }
    return addresses;
  }

  /** What its List operation says. */
  String listed() {
    return String.join(
        " ", id, name, state, String.valueOf(primary), everEnabled + "/" + everDisabled);
  }

  /** What its Describe operation says. */
  Map<String, String> description() {
    Map<String, String> description = new TreeMap<>();
    description.put("Name", name);
    description.put("State", state);
    description.put("HiddenFromGlobalAddressList", String.valueOf(hidden));
    putIf(primary != null, description, "Email", primary);
    putIf(everEnabled, description, "EnabledDate", "set");
    putIf(everDisabled, description, "DisabledDate", "set");
    switch (kind) {
      case USER -> {
        description.put("UserId", id);
        description.put("UserRole", role);
        description.put("DisplayName", displayName);
        putIf(mailboxProvisioned, description, "MailboxProvisionedDate", "set");
        putIf(mailboxProvisioned && !mailboxInUse, description, "MailboxDeprovisionedDate", "set");
      }
      case GROUP -> description.put("GroupId", id);
      case RESOURCE -> {
        description.put("ResourceId", id);
        description.put("Type", "ROOM");
        description.put("BookingOptions.AutoAcceptRequests", String.valueOf(autoAccept));
      }
    }
    return description;
  }

  private static void putIf(
      boolean condition, Map<String, String> description, String member, String value) {
    if (condition) {
      description.put(member, value);
    }
  }
}
