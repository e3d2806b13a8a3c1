package org.postroom.directory.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.directory.reference.ReferenceEntity.Kind;

/**
 * Draws sequences of calls from few names and few addresses, so that they meet. Identifiers are
 * mostly ids of what earlier steps created, else names, addresses, ids of another kind and ids of
 * nobody.
 */
public final class RandomSteps {
  private static final String HASH = PasswordDigest.accepted("$argon2id$test").encode();
  private static final List<String> ROLES = List.of("USER", "REMOTE_USER", "SYSTEM_USER");

  private static final List<Kind> BEGINNING =
      List.of(
          Kind.USER, Kind.USER, Kind.GROUP, Kind.GROUP, Kind.GROUP, Kind.RESOURCE, Kind.RESOURCE);

  private final RandomGenerator random;
  private final List<String> names;
  private final List<String> domains;
  private final Map<Kind, List<String>> created = new EnumMap<>(Kind.class);
  private final List<Supplier<Step>> draws = new ArrayList<>();
  private int number;

  public RandomSteps(RandomGenerator random, String verifiedDomain, String pendingDomain) {
    this.random = random;
    this.names =
        List.of("ann", "Ann", "bob", "team", "room", "guest", "ann@" + verifiedDomain, "x", "y");
    this.domains =
        List.of(
            verifiedDomain,
            verifiedDomain,
            verifiedDomain,
            verifiedDomain.toUpperCase(Locale.ROOT),
            verifiedDomain,
            verifiedDomain,
            pendingDomain,
            "unknown.example");
    for (Kind kind : Kind.values()) {
      created.put(kind, new ArrayList<>());
    }
    drawLives();
    drawAddresses();
    drawLinks();
  }

  /** A sequence: at first there are some entities, most of them registered. */
  public List<Step> next(int length) {
    created.values().forEach(List::clear);
    List<Step> steps = new ArrayList<>();
    for (number = 1; number <= length; number++) {
      steps.add(step());
    }
    return steps;
  }

  private Step step() {
    if (number <= BEGINNING.size()) {
      return creation(BEGINNING.get(number - 1), "first" + number);
    }
    if (number <= 2 * BEGINNING.size() && random.nextInt(5) > 0) {
      String entity = "#" + (number - BEGINNING.size());
      return step("RegisterToWorkMail", "EntityId", entity, "Email", number + "@" + domains.get(0));
    }
    return random.nextInt(16) == 0 ? creation(anyKind(), name()) : oneOf(draws).get();
  }

  private void drawLives() {
    often(
        6, () -> step("RegisterToWorkMail", "EntityId", identifier(anyKind()), "Email", address()));
    often(2, () -> step("DeregisterFromWorkMail", "EntityId", identifier(anyKind())));
    often(1, () -> step("DeleteUser", "UserId", identifier(Kind.USER)));
    often(1, () -> step("DeleteGroup", "GroupId", identifier(Kind.GROUP)));
    often(1, () -> step("DeleteResource", "ResourceId", identifier(Kind.RESOURCE)));
    often(1, () -> step("UpdateUser", "UserId", identifier(Kind.USER), "Role", oneOf(ROLES)));
    often(1, () -> step("UpdateUser", "UserId", identifier(Kind.USER), "DisplayName", name()));
    often(
        1,
        () ->
            step(
                "UpdateGroup",
                "GroupId",
                identifier(Kind.GROUP),
                "HiddenFromGlobalAddressList",
                random.nextBoolean()));
    often(1, () -> step("UpdateResource", "ResourceId", identifier(Kind.RESOURCE), "Name", name()));
    often(
        2,
        () ->
            step(
                "UpdateResource",
                "ResourceId",
                identifier(Kind.RESOURCE),
                "BookingOptions",
                Map.of("AutoAcceptRequests", random.nextBoolean())));
    often(1, () -> step("ResetPassword", "UserId", identifier(Kind.USER), "Password", HASH));
    often(
        2,
        () ->
            step(
                "UpdateMailboxQuota",
                "UserId",
                identifier(Kind.USER),
                "MailboxQuota",
                oneOf(List.of(0, 1, 100, 51_200, 51_201))));
  }

  private void drawAddresses() {
    often(3, () -> step("CreateAlias", "EntityId", identifier(anyKind()), "Alias", address()));
    often(2, () -> step("DeleteAlias", "EntityId", identifier(anyKind()), "Alias", address()));
    often(
        3,
        () ->
            step(
                "UpdatePrimaryEmailAddress",
                "EntityId",
                identifier(anyKind()),
                "Email",
                address()));
    often(1, () -> step("DescribeEntity", "Email", address()));
    often(1, () -> step("DescribeUser", "UserId", identifier(Kind.USER)));
    often(1, () -> step("DescribeGroup", "GroupId", identifier(Kind.GROUP)));
    often(1, () -> step("DescribeResource", "ResourceId", identifier(Kind.RESOURCE)));
    often(1, () -> step("GetMailboxDetails", "UserId", identifier(anyKind())));
  }

  private void drawLinks() {
    List<String> members = List.of("GroupId", "MemberId");
    often(2, () -> link("AssociateMemberToGroup", members, Kind.GROUP, member()));
    often(8, () -> link("AssociateMemberToGroup", members, Kind.GROUP, Kind.GROUP));
    often(2, () -> link("DisassociateMemberFromGroup", members, Kind.GROUP, member()));
    List<String> delegates = List.of("ResourceId", "EntityId");
    often(3, () -> link("AssociateDelegateToResource", delegates, Kind.RESOURCE, member()));
    often(2, () -> link("DisassociateDelegateFromResource", delegates, Kind.RESOURCE, member()));
    List<String> parties = List.of("EntityId", "GranteeId");
    often(1, () -> link("DeleteMailboxPermissions", parties, anyKind(), anyKind()));
    often(
        3,
        () ->
            step(
                "PutMailboxPermissions",
                "EntityId",
                identifier(anyKind()),
                "GranteeId",
                identifier(anyKind()),
                "PermissionValues",
                oneOf(
                    List.of(
                        List.of(),
                        List.of("FULL_ACCESS"),
                        List.of("SEND_AS", "SEND_AS"),
                        List.of("SEND_ON_BEHALF", "FULL_ACCESS")))));
  }

  private void often(int times, Supplier<Step> draw) {
    for (int i = 0; i < times; i++) {
      draws.add(draw);
    }
  }

  private Step creation(Kind kind, String name) {
    Step step =
        switch (kind) {
          case USER ->
              random.nextInt(4) == 0
                  ? step("CreateUser", "Name", name, "DisplayName", "d", "Role", oneOf(ROLES))
                  : step("CreateUser", "Name", name, "DisplayName", "d");
          case GROUP -> step("CreateGroup", "Name", name);
          case RESOURCE -> step("CreateResource", "Name", name, "Type", "ROOM");
        };
    created.get(kind).add(step.symbol());
    return step;
  }

  private Step link(String operation, List<String> members, Kind to, Kind what) {
    return step(operation, members.get(0), identifier(to), members.get(1), identifier(what));
  }

  private Step step(String operation, Object... members) {
    Map<String, Object> request = new HashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      request.put((String) members[i], members[i + 1]);
    }
    return new Step(number, operation, request);
  }

  private String identifier(Kind kind) {
    int draw = random.nextInt(20);
    List<String> ids = created.get(draw < 16 ? kind : anyKind());
    if (draw == 17 && random.nextBoolean()) {
      return address();
    }
    if (draw == 18) {
      return name();
    }
    return draw == 19 || ids.isEmpty() ? "#0" : oneOf(ids);
  }

  private String address() {
    return oneOf(List.of("ann", "ANN", "x", "y", "8", "9", "10")) + "@" + oneOf(domains);
  }

  private String name() {
    return random.nextInt(4) == 0 ? "n" + random.nextInt(100) : oneOf(names);
  }

  private Kind anyKind() {
    return oneOf(List.of(Kind.values()));
  }

  /** A kind that may be a member or delegate, mostly. */
  private Kind member() {
    int draw = random.nextInt(20);
    return draw == 0 ? Kind.RESOURCE : draw < 10 ? Kind.GROUP : Kind.USER;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
