package org.postroom.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.validation.FuzzedRequests;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * What generated requests can refer to, so that they get past the first check: an organization with
 * something of everything in it, and what requests have made since.
 */
final class FuzzedWorld implements FuzzedRequests.Known {
  private static final int MOST_KEPT = 24;
  private static final String ENTITIES = "entities";
  private static final String ADDRESSES = "addresses";
  private static final String DOOMED = "organizations that may be deleted";

  /** Which values a member may have; a member that is not here is made of its constraints alone. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("UserId", ENTITIES),
          Map.entry("UserIds", ENTITIES),
          Map.entry("NotUserIds", ENTITIES),
          Map.entry("EntityId", ENTITIES),
          Map.entry("GroupId", ENTITIES),
          Map.entry("MemberId", ENTITIES),
          Map.entry("ResourceId", ENTITIES),
          Map.entry("GranteeId", ENTITIES),
          Map.entry("TargetUser", ENTITIES),
          Map.entry("TargetUsers", ENTITIES),
          Map.entry("NotTargetUsers", ENTITIES),
          Map.entry("Email", ADDRESSES),
          Map.entry("Alias", ADDRESSES),
          Map.entry("NotImpersonationRoleIds", "ImpersonationRoleId"),
          Map.entry("ImpersonationRoleIds", "ImpersonationRoleId"));

  /** Ids in answers, by what is kept of them. */
  private static final Map<String, String> MADE =
      Map.of(
          "UserId", ENTITIES,
          "GroupId", ENTITIES,
          "ResourceId", ENTITIES,
          "ImpersonationRoleId", "ImpersonationRoleId",
          "MobileDeviceAccessRuleId", "MobileDeviceAccessRuleId",
          "JobId", "JobId",
          "NextToken", "NextToken");

  private final Map<String, List<String>> values = new ConcurrentHashMap<>();

  FuzzedWorld(RunningSystem.System system, WorkMailClient client, String account) {
    OwnOrganization organization = OwnOrganization.in(system, client);
    String id = organization.id();
    String domain = organization.address("").substring(1);
    keep("OrganizationId", id);
    keep("ResourceARN", arn(system, account, id));
    keep("DomainName", domain);
    keep("DomainName", "fuzzed." + RunningSystem.VOUCHED_DOMAINS);
    keep("DomainName", "partner.example");
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < 3; i++) {
        Entity entity = i == 0 ? organization.create(kind) : organization.enabled(kind);
        keep(ENTITIES, entity.id());
        keep(ENTITIES, i == 1 ? entity.name() : organization.address(entity));
        keep(ADDRESSES, organization.address(entity));
        keep(ADDRESSES, organization.address("free." + entity.name()));
      }
    }
    addSettings(client, id);
    // Nothing listens there: what a test of an endpoint does is not what is tested here.
    keep("EwsEndpoint", "http://127.0.0.1:9/EWS/Exchange.asmx");
    keep("DeviceId", "device1");
    keep("DeviceId", "device2");
    keep("IpAddress", "10.0.0.1");
    keep("IpRanges", "10.0.0.0/8");
    keep("Actions", "WebMail");
    keep("TagKeys", "team");
    keep("Key", "team");
  }

  private void addSettings(WorkMailClient client, String id) {
    client.registerMailDomain(
        r -> r.organizationId(id).domainName("fuzzed." + RunningSystem.VOUCHED_DOMAINS));
    client.putAccessControlRule(
        r -> r.organizationId(id).name("a-rule").effect("ALLOW").description("A rule"));
    keep("access control rules", "a-rule");
    keep(
        "MobileDeviceAccessRuleId",
        client
            .createMobileDeviceAccessRule(
                r -> r.organizationId(id).name("a-mobile-rule").effect("DENY"))
            .mobileDeviceAccessRuleId());
    keep(
        "ImpersonationRoleId",
        client
            .createImpersonationRole(
                r -> r.organizationId(id).name("a-role").type("READ_ONLY").rules(List.of()))
            .impersonationRoleId());
  }

  private static String arn(RunningSystem.System system, String account, String id) {
    return "arn:aws:workmail:%s:%s:organization/%s"
        .formatted(system.installation().region(), account, id);
  }

  @Override
  public List<String> values(Operation<?, ?> operation, String member) {
    return values.getOrDefault(kind(operation.name(), member), List.of());
  }

  private static String kind(String operation, String member) {
    boolean organization = operation.equals("CreateOrganization");
    return switch (member) {
      case "OrganizationId" -> operation.equals("DeleteOrganization") ? DOOMED : member;
      case "Alias" -> organization ? "" : ADDRESSES;
      case "Name" -> operation.contains("AccessControlRule") ? "access control rules" : "";
      default -> KINDS.getOrDefault(member, member);
    };
  }

  /** Keeps the ids of what a request has made. */
  void learn(Operation<?, ?> operation, JsonNode answer) {
    if (operation.name().equals("CreateOrganization")) {
      keep(DOOMED, answer.get("OrganizationId").textValue());
    }
    MADE.forEach(
        (member, kind) -> {
          if (answer.path(member).isTextual()) {
            keep(kind, answer.get(member).textValue());
          }
        });
  }

  private void keep(String kind, String value) {
    List<String> kept = values.computeIfAbsent(kind, key -> new CopyOnWriteArrayList<>());
    if (kept.size() < MOST_KEPT) {
      kept.add(value);
    } else {
      kept.set(Math.floorMod(value.hashCode(), MOST_KEPT), value);
    }
  }
}
