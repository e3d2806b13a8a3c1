package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.LIST_USERS;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.ListUsersFilters;
import org.postroom.contract.directory.ListUsersRequest;
import org.postroom.contract.directory.ListUsersResponse;
import org.postroom.contract.directory.User;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class ListUsersIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private String organization;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
  }

  @Test
  void listsInTheOrderOfCreationWithoutTombstones() {
    String carol = directory.createUser(organization, "carol");
    String ann = directory.createUser(organization, "ann");
    String bob = directory.createUser(organization, "bob");
    directory.register(
        organization, ann, "ann@" + directory.describe(organization).defaultMailDomain());
    delete(bob);

    assertThat(ids(null)).containsExactly(carol, ann);
    assertThat(ids(new ListUsersFilters(null, null, null, "DELETED"))).containsExactly(bob);
    assertThat(ids(new ListUsersFilters(null, null, null, "ENABLED"))).containsExactly(ann);
    assertThat(ids(new ListUsersFilters(null, null, null, "DISABLED"))).containsExactly(carol);
  }

  @Test
  void showsWhatTheListingDocuments() {
    String ann = directory.createUser(organization, "Ann");
    String email = "Ann@" + directory.describe(organization).defaultMailDomain();
    directory.register(organization, ann, email);

    User item = page(null, null, null).users().get(0);
    assertThat(item.id()).isEqualTo(ann);
    assertThat(item.email()).isEqualTo(email);
    assertThat(item.name()).isEqualTo("Ann");
    assertThat(item.displayName()).isEqualTo("The user Ann");
    assertThat(item.state()).isEqualTo(EntityState.ENABLED);
    assertThat(item.enabledDate()).isNotNull();
    assertThat(item.disabledDate()).isNull();
  }

  @Test
  void comparesPrefixesWithoutCaseAndWithoutWildcards() {
    String percent = directory.createUser(organization, "a_b");
    String other = directory.createUser(organization, "aXb");
    directory.createUser(organization, "b");

    assertThat(ids(new ListUsersFilters("A", null, null, null))).containsExactly(percent, other);
    assertThat(ids(new ListUsersFilters("a_", null, null, null))).containsExactly(percent);
    assertThat(ids(new ListUsersFilters(null, "THE USER a", null, null)))
        .containsExactly(percent, other);
    assertThat(ids(new ListUsersFilters(null, "%", null, null))).isEmpty();
    assertThat(ids(new ListUsersFilters(null, null, "", null))).isEmpty();
  }

  @Test
  void keepsItsPlaceWhileUsersComeAndGo() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(directory.createUser(organization, "user" + i));
    }

    ListUsersResponse first = page(null, 3, null);
    delete(created.get(0));
    delete(created.get(4));
    String late = directory.createUser(organization, "late");
    List<String> rest = new ArrayList<>();
    follow(null, 2, first.nextToken(), user -> rest.add(user.id()));

    assertThat(first.users()).extracting(User::id).isEqualTo(created.subList(0, 3));
    assertThat(rest).containsExactly(created.get(3), created.get(5), created.get(6), late);
  }

  @Test
  void acceptsATokenOnlyForTheListingItWasMadeFor() {
    directory.createUser(organization, "ann");
    directory.createUser(organization, "bob");
    String token = page(null, 1, null).nextToken();

    assertThat(token).isNotNull();
    assertThat(page(null, 2, null).nextToken()).isNull();
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () -> page(new ListUsersFilters("a", null, null, null), 1, token));
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> page(null, 1, token + "x"));
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () -> page(new ListUsersFilters("a", "b", null, null), 1, null));
  }

  private void delete(String user) {
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, user));
  }

  private List<String> ids(ListUsersFilters filters) {
    List<String> ids = new ArrayList<>();
    follow(filters, 1, null, user -> ids.add(user.id()));
    return ids;
  }

  private void follow(
      ListUsersFilters filters, int pageSize, String token, Consumer<User> visitor) {
    String next = token;
    do {
      ListUsersResponse page = page(filters, pageSize, next);
      page.users().forEach(visitor);
      next = page.nextToken();
    } while (next != null);
  }

  private ListUsersResponse page(ListUsersFilters filters, Integer maxResults, String token) {
    return directory.query(
        LIST_USERS, new ListUsersRequest(organization, token, maxResults, filters));
  }
}
