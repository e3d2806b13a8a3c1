package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.postroom.system.OwnOrganization.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.model.Delegate;
import software.amazon.awssdk.services.workmail.model.Group;
import software.amazon.awssdk.services.workmail.model.GroupIdentifier;
import software.amazon.awssdk.services.workmail.model.ListGroupsFilters;
import software.amazon.awssdk.services.workmail.model.ListResourcesFilters;
import software.amazon.awssdk.services.workmail.model.ListUsersFilters;
import software.amazon.awssdk.services.workmail.model.Member;
import software.amazon.awssdk.services.workmail.model.Permission;
import software.amazon.awssdk.services.workmail.model.PermissionType;
import software.amazon.awssdk.services.workmail.model.Resource;
import software.amazon.awssdk.services.workmail.model.User;

/** Pages and filters of every listing of the directory. */
class ListingsIT extends GivenOrganization {
  private static final int ITEMS = 7;

  /** A page: what its items are called, and the token of the next one. */
  private record Page(List<String> items, String nextToken) {}

  private interface Listing {
    Page page(Integer maxResults, String nextToken);
  }

  @TestFactory
  Stream<DynamicTest> pages() {
    List<String> users = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    for (int i = ITEMS; i > 0; i--) {
      users.add(organization.enabled(Kind.USER, "user-" + i).id());
      groups.add(organization.enabled(Kind.GROUP, "group-" + i).id());
      resources.add(organization.enabled(Kind.RESOURCE, "resource-" + i).id());
    }
    String group = groups.get(0);
    String user = users.get(0);
    String resource = resources.get(0);
    List<String> aliases =
        IntStream.range(0, ITEMS).mapToObj(i -> organization.address("a" + (9 - i))).toList();
    for (int i = 0; i < ITEMS; i++) {
      String member = users.get(i);
      String container = groups.get(i);
      String alias = aliases.get(i);
      workmail.associateMemberToGroup(r -> r.organizationId(id).groupId(group).memberId(member));
      if (i > 0) {
        workmail.associateMemberToGroup(
            r -> r.organizationId(id).groupId(container).memberId(user));
      }
      workmail.associateDelegateToResource(
          r -> r.organizationId(id).resourceId(resource).entityId(member));
      workmail.putMailboxPermissions(
          r ->
              r.organizationId(id)
                  .entityId(resource)
                  .granteeId(member)
                  .permissionValues(PermissionType.FULL_ACCESS, PermissionType.SEND_AS));
      workmail.createAlias(r -> r.organizationId(id).entityId(user).alias(alias));
    }
    Map<String, List<String>> expected = new LinkedHashMap<>();
    expected.put("ListUsers", users);
    expected.put("ListGroups", groups);
    expected.put("ListResources", resources);
    expected.put("ListGroupMembers", users);
    expected.put("ListGroupsForEntity", groups);
    expected.put("ListResourceDelegates", users);
    expected.put("ListMailboxPermissions", users);
    expected.put("ListAliases", aliases);
    Map<String, Listing> listings = listings(user, group, resource);
    assertThat(listings).containsOnlyKeys(expected.keySet());
    String foreign = listings.get("ListUsers").page(1, null).nextToken();
    String other = listings.get("ListGroups").page(1, null).nextToken();
    return expected.keySet().stream()
        .map(
            name ->
                dynamicTest(
                    name,
                    () ->
                        assertPaged(
                            listings.get(name),
                            expected.get(name),
                            name.equals("ListUsers") ? other : foreign)));
  }

  /** In the order in which items came to be, without an empty last page. */
  private static void assertPaged(Listing listing, List<String> expected, String foreignToken) {
    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String token = null;
    do {
      Page page = listing.page(3, token);
      seen.addAll(page.items());
      sizes.add(page.items().size());
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).isEqualTo(expected);
    assertThat(sizes).containsExactly(3, 3, 1);
    assertThat(listing.page(ITEMS, null)).isEqualTo(new Page(expected, null));
    assertThat(listing.page(null, null)).isEqualTo(new Page(expected, null));
    for (String bad : List.of("x", foreignToken, listing.page(3, null).nextToken() + "x")) {
      assertThat(answer(() -> listing.page(3, bad))).isEqualTo("InvalidParameter");
    }
    for (int bad : List.of(0, 101)) {
      assertThat(answer(() -> listing.page(bad, null))).isEqualTo("InvalidParameter");
    }
  }

  private Map<String, Listing> listings(String user, String group, String resource) {
    Map<String, Listing> listings = new LinkedHashMap<>();
    listings.put("ListUsers", (max, token) -> users(max, token, f -> f));
    listings.put("ListGroups", (max, token) -> groups(max, token, f -> f));
    listings.put("ListResources", (max, token) -> resources(max, token, f -> f));
    listings.put(
        "ListGroupMembers",
        (max, token) -> {
          var found =
              workmail.listGroupMembers(
                  r -> r.organizationId(id).groupId(group).maxResults(max).nextToken(token));
          return new Page(found.members().stream().map(Member::id).toList(), found.nextToken());
        });
    listings.put("ListGroupsForEntity", (max, token) -> groupsOf(user, max, token, null));
    listings.put(
        "ListResourceDelegates",
        (max, token) -> {
          var found =
              workmail.listResourceDelegates(
                  r -> r.organizationId(id).resourceId(resource).maxResults(max).nextToken(token));
          return new Page(found.delegates().stream().map(Delegate::id).toList(), found.nextToken());
        });
    listings.put(
        "ListMailboxPermissions",
        (max, token) -> {
          var found =
              workmail.listMailboxPermissions(
                  r -> r.organizationId(id).entityId(resource).maxResults(max).nextToken(token));
          return new Page(
              found.permissions().stream().map(Permission::granteeId).toList(), found.nextToken());
        });
    listings.put(
        "ListAliases",
        (max, token) -> {
          var found =
              workmail.listAliases(
                  r -> r.organizationId(id).entityId(user).maxResults(max).nextToken(token));
          return new Page(found.aliases(), found.nextToken());
        });
    return listings;
  }

  @Test
  void filtersTakePrefixesLiterallyAndInAnyCase() {
    Entity first = organization.create(Kind.USER, "Per_cent");
    Entity second = organization.enabled(Kind.USER, "percent");
    Entity gone = organization.deleted(Kind.USER);

    assertThat(users(null, null, f -> f.usernamePrefix("PER")).items())
        .containsExactly(first.id(), second.id());
    assertThat(users(null, null, f -> f.usernamePrefix("per_")).items())
        .containsExactly(first.id());
    assertThat(users(null, null, f -> f.usernamePrefix("p%")).items()).isEmpty();
    assertThat(users(null, null, f -> f.displayNamePrefix("uSER per")).items())
        .containsExactly(first.id(), second.id());
    assertThat(users(null, null, f -> f.displayNamePrefix("%")).items()).isEmpty();
    assertThat(users(null, null, f -> f.primaryEmailPrefix("PERCENT@")).items())
        .containsExactly(second.id());
    assertThat(users(null, null, f -> f.state("ENABLED")).items()).containsExactly(second.id());
    assertThat(users(null, null, f -> f.state("DISABLED")).items()).containsExactly(first.id());
    assertThat(users(null, null, f -> f.state("DELETED")).items()).containsExactly(gone.id());
    assertThat(users(null, null, f -> f).items()).containsExactly(first.id(), second.id());
    assertThat(answer(() -> users(null, null, f -> f.usernamePrefix("p").state("ENABLED"))))
        .isEqualTo("InvalidParameter");
    String token = users(1, null, f -> f.usernamePrefix("per")).nextToken();
    assertThat(users(1, token, f -> f.usernamePrefix("per")).items()).containsExactly(second.id());
    assertThat(answer(() -> users(1, token, f -> f.usernamePrefix("pe"))))
        .isEqualTo("InvalidParameter");
  }

  @Test
  void groupsAndResourcesAreFilteredTheSameWay() {
    Entity team = organization.enabled(Kind.GROUP, "Team_A");
    Entity teams = organization.create(Kind.GROUP, "teams");
    Entity room = organization.enabled(Kind.RESOURCE, "Room_A");
    Entity rooms = organization.create(Kind.RESOURCE, "rooms");

    assertThat(groups(null, null, f -> f.namePrefix("TEAM")).items())
        .containsExactly(team.id(), teams.id());
    assertThat(groups(null, null, f -> f.namePrefix("team_")).items()).containsExactly(team.id());
    assertThat(groups(null, null, f -> f.primaryEmailPrefix("TEAM_a@")).items())
        .containsExactly(team.id());
    assertThat(groups(null, null, f -> f.state("DISABLED")).items()).containsExactly(teams.id());
    assertThat(answer(() -> groups(null, null, f -> f.namePrefix("t").primaryEmailPrefix("t"))))
        .isEqualTo("InvalidParameter");
    assertThat(resources(null, null, f -> f.namePrefix("ROOM")).items())
        .containsExactly(room.id(), rooms.id());
    assertThat(resources(null, null, f -> f.namePrefix("room_")).items())
        .containsExactly(room.id());
    assertThat(resources(null, null, f -> f.primaryEmailPrefix("ROOM_a@")).items())
        .containsExactly(room.id());
    assertThat(resources(null, null, f -> f.state("DISABLED")).items()).containsExactly(rooms.id());
    assertThat(answer(() -> resources(null, null, f -> f.namePrefix("r").state("ENABLED"))))
        .isEqualTo("InvalidParameter");
    Entity user = organization.enabled(Kind.USER);
    workmail.associateMemberToGroup(
        r -> r.organizationId(id).groupId(team.id()).memberId(user.id()));
    organization.deregister(team);
    assertThat(groupsOf(user.id(), null, null, "TEAM_").items()).containsExactly(team.id());
    assertThat(groupsOf(user.id(), null, null, "teamx").items()).isEmpty();
  }

  private Page users(Integer max, String token, UnaryOperator<ListUsersFilters.Builder> filters) {
    var found =
        workmail.listUsers(
            r ->
                r.organizationId(id)
                    .maxResults(max)
                    .nextToken(token)
                    .filters(filters.apply(ListUsersFilters.builder()).build()));
    return new Page(found.users().stream().map(User::id).toList(), found.nextToken());
  }

  private Page groups(Integer max, String token, UnaryOperator<ListGroupsFilters.Builder> filters) {
    var found =
        workmail.listGroups(
            r ->
                r.organizationId(id)
                    .maxResults(max)
                    .nextToken(token)
                    .filters(filters.apply(ListGroupsFilters.builder()).build()));
    return new Page(found.groups().stream().map(Group::id).toList(), found.nextToken());
  }

  private Page resources(
      Integer max, String token, UnaryOperator<ListResourcesFilters.Builder> filters) {
    var found =
        workmail.listResources(
            r ->
                r.organizationId(id)
                    .maxResults(max)
                    .nextToken(token)
                    .filters(filters.apply(ListResourcesFilters.builder()).build()));
    return new Page(found.resources().stream().map(Resource::id).toList(), found.nextToken());
  }

  private Page groupsOf(String entity, Integer max, String token, String prefix) {
    var found =
        workmail.listGroupsForEntity(
            r ->
                r.organizationId(id)
                    .entityId(entity)
                    .maxResults(max)
                    .nextToken(token)
                    .filters(f -> f.groupNamePrefix(prefix)));
    return new Page(
        found.groups().stream().map(GroupIdentifier::groupId).toList(), found.nextToken());
  }
}
