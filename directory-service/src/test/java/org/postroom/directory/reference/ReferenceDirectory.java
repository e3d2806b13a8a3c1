package org.postroom.directory.reference;

import static org.postroom.directory.reference.ReferenceEntities.found;
import static org.postroom.directory.reference.ReferenceEntities.key;
import static org.postroom.directory.reference.Refused.require;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postroom.directory.reference.ReferenceEntity.Kind;

/**
 * An organization's directory as the documentation of the API describes it, told once more without
 * a line of the service: entities in a map, rules in the order in which they are documented. Knows
 * no time, so nothing is ever purged.
 */
public final class ReferenceDirectory {
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  private static final Set<Kind> USERS_AND_GROUPS = EnumSet.of(Kind.USER, Kind.GROUP);
  private static final Set<Kind> USERS_AND_RESOURCES = EnumSet.of(Kind.USER, Kind.RESOURCE);
  private static final Set<String> RESERVED =
      Set.of("amazonjournaling", "administrator", "guest", "krbtgt");

  private final ReferenceEntities entities = new ReferenceEntities();
  private final String verifiedDomain;
  private final String pendingDomain;

  public ReferenceDirectory(String verifiedDomain, String pendingDomain) {
    this.verifiedDomain = verifiedDomain;
    this.pendingDomain = pendingDomain;
  }

  /** What the call comes to: {@code ok} and what is answered, or the name of an error. */
  String answer(Step step) {
    try {
      return "ok " + run(step);
    } catch (Refused refused) {
      return refused.getMessage();
    }
  }

  /** Questions whose answers together are everything a caller can know. */
  List<Step> questions(int number) {
    return new ReferenceQuestions(number).about(entities.all());
  }

  private Map<String, String> run(Step step) {
    return switch (step.operation()) {
      case "CreateUser" -> create(step, Kind.USER, "UserId");
      case "CreateGroup" -> create(step, Kind.GROUP, "GroupId");
      case "CreateResource" -> create(step, Kind.RESOURCE, "ResourceId");
      case "DescribeUser" -> entities.any(step.text("UserId"), Set.of(Kind.USER)).description();
      case "DescribeGroup" -> entities.any(step.text("GroupId"), Set.of(Kind.GROUP)).description();
      case "DescribeResource" ->
          entities.any(step.text("ResourceId"), Set.of(Kind.RESOURCE)).description();
      case "DescribeEntity" -> describeEntity(key(step.text("Email")));
      case "ListAliases" ->
          Map.of("Aliases", living(entities.byId(step.text("EntityId"), ALL)).aliases.toString());
      case "ListGroupsForEntity" -> listGroupsForEntity(step);
      case "ListUsers" -> list(step, Kind.USER);
      case "ListGroups" -> list(step, Kind.GROUP);
      case "ListResources" -> list(step, Kind.RESOURCE);
      case "ListGroupMembers" ->
          Map.of(
              "Members",
              living(entities.any(step.text("GroupId"), Set.of(Kind.GROUP))).members.toString());
      case "ListResourceDelegates" ->
          Map.of(
              "Delegates",
              living(entities.any(step.text("ResourceId"), Set.of(Kind.RESOURCE)))
                  .delegates
                  .toString());
      case "ListMailboxPermissions" -> listMailboxPermissions(step);
      case "GetMailboxDetails" -> getMailboxDetails(step);
      default -> {
        change(step);
        yield Map.of();
      }
    };
  }

  private void change(Step step) {
    switch (step.operation()) {
      case "UpdateUser" -> updateUser(step);
      case "UpdateGroup" -> {
        ReferenceEntity group = living(entities.any(step.text("GroupId"), Set.of(Kind.GROUP)));
        group.hidden = (Boolean) step.members().get("HiddenFromGlobalAddressList");
      }
      case "UpdateResource" -> updateResource(step);
      case "DeleteUser" -> delete(entities.idOrName(step.text("UserId"), Set.of(Kind.USER)));
      case "DeleteGroup" -> delete(entities.idOrName(step.text("GroupId"), Set.of(Kind.GROUP)));
      case "DeleteResource" ->
          delete(entities.idOrName(step.text("ResourceId"), Set.of(Kind.RESOURCE)));
      case "ResetPassword" -> living(entities.byId(step.text("UserId"), Set.of(Kind.USER)));
      case "RegisterToWorkMail" -> register(step);
      case "DeregisterFromWorkMail" -> {
        ReferenceEntity entity = living(entities.any(step.text("EntityId"), ALL));
        if (entity.isEnabled()) {
          entity.deregister();
        }
      }
      case "CreateAlias" -> createAlias(step);
      case "DeleteAlias" -> deleteAlias(step);
      case "UpdatePrimaryEmailAddress" -> updatePrimary(step);
      case "UpdateMailboxQuota" -> updateQuota(step);
      case "AssociateMemberToGroup" -> associateMember(step);
      case "DisassociateMemberFromGroup" -> {
        ReferenceEntity group = entities.any(step.text("GroupId"), Set.of(Kind.GROUP));
        ReferenceEntity member = entities.any(step.text("MemberId"), USERS_AND_GROUPS);
        living(group).members.remove(living(member).id);
      }
      case "AssociateDelegateToResource" -> {
        ReferenceEntity resource = entities.any(step.text("ResourceId"), Set.of(Kind.RESOURCE));
        ReferenceEntity delegate = entities.any(step.text("EntityId"), USERS_AND_GROUPS);
        enabled(resource).delegates.add(enabled(delegate).id);
      }
      case "DisassociateDelegateFromResource" -> disassociateDelegate(step);
      case "PutMailboxPermissions" -> putMailboxPermissions(step);
      case "DeleteMailboxPermissions" -> {
        ReferenceEntity owner = entities.any(step.text("EntityId"), ALL);
        ReferenceEntity grantee = entities.any(step.text("GranteeId"), ALL);
        living(owner).grants.remove(living(grantee).id);
      }
      default -> throw new IllegalArgumentException(step.operation());
    }
  }

  private Map<String, String> create(Step step, Kind kind, String idMember) {
    String name = step.text("Name");
    String role = step.text("Role");
    require(role == null || role.equals("USER") || role.equals("REMOTE_USER"), "InvalidParameter");
    require(!RESERVED.contains(key(name)), "ReservedName");
    require(entities.byName(name) == null, "NameAvailability");
    ReferenceEntity entity = new ReferenceEntity(step.symbol(), kind, name);
    entity.displayName = step.text("DisplayName");
    entity.role = Objects.requireNonNullElse(role, "USER");
    entities.add(entity);
    return Map.of(idMember, entity.id);
  }

  private Map<String, String> describeEntity(String address) {
    ReferenceEntity owner = found(entities.owner(address), ALL);
    return new TreeMap<>(
        Map.of("EntityId", owner.id, "Name", owner.name, "Type", owner.kind.name()));
  }

  private Map<String, String> listGroupsForEntity(Step step) {
    ReferenceEntity member = living(entities.any(step.text("EntityId"), USERS_AND_GROUPS));
    return Map.of(
        "Groups",
        entities.all().stream()
            .filter(group -> group.members.contains(member.id))
            .map(group -> group.id + " " + group.name)
            .sorted()
            .toList()
            .toString());
  }

  /** In the order of creation; what is deleted only when that is asked for. */
  private Map<String, String> list(Step step, Kind kind) {
    boolean deleted = step.members().containsKey("Filters");
    return Map.of(
        "Listed",
        entities.all().stream()
            .filter(entity -> entity.kind == kind && entity.isDeleted() == deleted)
            .map(ReferenceEntity::listed)
            .toList()
            .toString());
  }

  private Map<String, String> listMailboxPermissions(Step step) {
    ReferenceEntity owner = entities.any(step.text("EntityId"), ALL);
    require(!owner.isDeleted(), "EntityNotFound");
    return Map.of("Permissions", owner.grants.toString());
  }

  private Map<String, String> getMailboxDetails(Step step) {
    ReferenceEntity owner = entities.any(step.text("UserId"), USERS_AND_RESOURCES);
    require(owner.mailboxInUse, "EntityNotFound");
    return new TreeMap<>(Map.of("MailboxQuota", String.valueOf(owner.quota), "MailboxSize", "0.0"));
  }

  private void updateUser(Step step) {
    ReferenceEntity user = living(entities.any(step.text("UserId"), Set.of(Kind.USER)));
    String role = step.text("Role");
    if (role != null) {
      require(role.equals("USER") || role.equals("REMOTE_USER"), "InvalidParameter");
      require(role.equals(user.role) || !user.isEnabled(), "EntityState");
      user.role = role;
    }
    user.displayName = Objects.requireNonNullElse(step.text("DisplayName"), user.displayName);
  }

  private void updateResource(Step step) {
    ReferenceEntity resource = living(entities.any(step.text("ResourceId"), Set.of(Kind.RESOURCE)));
    String name = step.text("Name");
    if (name != null && !key(name).equals(key(resource.name))) {
      require(!RESERVED.contains(key(name)) && entities.byName(name) == null, "NameAvailability");
    }
    Object options = step.members().get("BookingOptions");
    boolean autoAccept =
        options == null
            ? resource.autoAccept
            : (Boolean) ((Map<?, ?>) options).get("AutoAcceptRequests");
    require(options == null || autoAccept || !resource.delegates.isEmpty(), "InvalidConfiguration");
    resource.autoAccept = autoAccept;
    resource.name = Objects.requireNonNullElse(name, resource.name);
  }

  private void delete(ReferenceEntity entity) {
    if (entity == null || entity.isDeleted()) {
      return;
    }
    require(!entity.isEnabled(), "EntityState");
    entity.delete();
    for (ReferenceEntity other : entities.all()) {
      other.members.remove(entity.id);
      other.delegates.remove(entity.id);
      other.grants.remove(entity.id);
    }
  }

  private void register(Step step) {
    ReferenceEntity entity = living(found(entities.idOrName(step.text("EntityId"), ALL), ALL));
    String address = key(step.text("Email"));
    if (entity.isEnabled()) {
      require(entity.primary.equals(address), "EntityAlreadyRegistered");
      return;
    }
    requireUsable(address);
    require(entities.owner(address) == null, "EmailAddressInUse");
    entity.register(address);
  }

  private void createAlias(Step step) {
    ReferenceEntity entity = enabled(entities.byId(step.text("EntityId"), ALL));
    String alias = key(step.text("Alias"));
    requireUsable(alias);
    ReferenceEntity owner = entities.owner(alias);
    require(owner == null || owner == entity, "EmailAddressInUse");
    if (owner == null) {
      entity.aliases.add(alias);
    }
  }

  private void deleteAlias(Step step) {
    ReferenceEntity entity = living(entities.byId(step.text("EntityId"), ALL));
    String alias = key(step.text("Alias"));
    require(!alias.equals(entity.primary), "InvalidParameter");
    entity.aliases.remove(alias);
  }

  private void updatePrimary(Step step) {
    ReferenceEntity entity = enabled(entities.any(step.text("EntityId"), ALL));
    String address = key(step.text("Email"));
    requireUsable(address);
    ReferenceEntity owner = entities.owner(address);
    require(owner == null || owner == entity, "EmailAddressInUse");
    if (!address.equals(entity.primary)) {
      entity.aliases.remove(address);
      entity.aliases.add(entity.primary);
      entity.primary = address;
    }
  }

  private void updateQuota(Step step) {
    ReferenceEntity user = enabled(entities.any(step.text("UserId"), Set.of(Kind.USER)));
    require(user.mailboxInUse, "EntityNotFound");
    int quota = (Integer) step.members().get("MailboxQuota");
    require(quota >= 1 && quota <= 51_200, "InvalidParameter");
    user.quota = quota;
  }

  private void associateMember(Step step) {
    ReferenceEntity group = entities.any(step.text("GroupId"), Set.of(Kind.GROUP));
    ReferenceEntity member = entities.any(step.text("MemberId"), USERS_AND_GROUPS);
    enabled(group);
    enabled(member);
    require(!isWithin(group, member), "InvalidParameter");
    group.members.add(member.id);
  }

  /** Whether the group is the other one, or in it however deep. */
  private boolean isWithin(ReferenceEntity group, ReferenceEntity other) {
    return group == other
        || other.members.stream().map(entities::get).anyMatch(one -> isWithin(group, one));
  }

  private void disassociateDelegate(Step step) {
    ReferenceEntity resource = entities.any(step.text("ResourceId"), Set.of(Kind.RESOURCE));
    ReferenceEntity delegate = entities.any(step.text("EntityId"), USERS_AND_GROUPS);
    living(resource);
    living(delegate);
    require(resource.autoAccept || !resource.delegates.equals(Set.of(delegate.id)), "EntityState");
    resource.delegates.remove(delegate.id);
  }

  private void putMailboxPermissions(Step step) {
    ReferenceEntity owner = entities.any(step.text("EntityId"), ALL);
    ReferenceEntity grantee = entities.any(step.text("GranteeId"), ALL);
    enabled(owner);
    enabled(grantee);
    Set<String> values = new TreeSet<>();
    ((List<?>) step.members().get("PermissionValues")).forEach(v -> values.add((String) v));
    require(owner != grantee, "InvalidParameter");
    require(owner.kind != Kind.GROUP || !values.contains("FULL_ACCESS"), "InvalidParameter");
    if (values.isEmpty()) {
      owner.grants.remove(grantee.id);
    } else {
      owner.grants.put(grantee.id, values);
    }
  }

  private void requireUsable(String address) {
    String domain = address.substring(address.indexOf('@') + 1);
    require(!domain.equals(pendingDomain), "MailDomainState");
    require(domain.equals(verifiedDomain), "MailDomainNotFound");
  }

  private static ReferenceEntity living(ReferenceEntity entity) {
    require(!entity.isDeleted(), "EntityState");
    return entity;
  }

  private static ReferenceEntity enabled(ReferenceEntity entity) {
    require(entity.isEnabled(), "EntityState");
    return entity;
  }
}
