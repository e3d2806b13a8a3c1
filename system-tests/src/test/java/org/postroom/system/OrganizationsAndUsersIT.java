package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.CreateOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.DescribeUserResponse;
import software.amazon.awssdk.services.workmail.model.EntityAlreadyRegisteredException;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.EntityState;
import software.amazon.awssdk.services.workmail.model.EntityStateException;
import software.amazon.awssdk.services.workmail.model.GetMailDomainResponse;
import software.amazon.awssdk.services.workmail.model.InvalidParameterException;
import software.amazon.awssdk.services.workmail.model.InvalidPasswordException;
import software.amazon.awssdk.services.workmail.model.MailDomainNotFoundException;
import software.amazon.awssdk.services.workmail.model.NameAvailabilityException;
import software.amazon.awssdk.services.workmail.model.OrganizationNotFoundException;
import software.amazon.awssdk.services.workmail.model.OrganizationStateException;
import software.amazon.awssdk.services.workmail.model.OrganizationSummary;
import software.amazon.awssdk.services.workmail.model.ReservedNameException;
import software.amazon.awssdk.services.workmail.model.User;
import software.amazon.awssdk.services.workmail.model.UserRole;

/** The first slice, as an administrator's script with the AWS SDK for Java sees it. */
@OnSharedSystem
class OrganizationsAndUsersIT {
  private RunningSystem.System system;
  private WorkMailClient workmail;

  @BeforeEach
  void client(RunningSystem.System running) {
    system = running;
    workmail = running.client();
  }

  @Test
  void anOrganizationBecomesActiveWithItsTestDomain() {
    String alias = system.newAlias();
    String organization = workmail.createOrganization(r -> r.alias(alias)).organizationId();
    system.awaitState(workmail, organization, "Active");

    DescribeOrganizationResponse described = describe(organization);
    assertThat(described.alias()).isEqualTo(alias);
    assertThat(described.defaultMailDomain()).isEqualTo(alias + ".awsapps.com");
    assertThat(described.arn()).endsWith(":organization/" + organization);
    assertThat(described.directoryId()).matches("d-[0-9a-f]{10}");
    assertThat(described.completedDate()).isNotNull();
    assertThat(described.errorMessage()).isNull();

    GetMailDomainResponse domain =
        workmail.getMailDomain(
            r -> r.organizationId(organization).domainName(alias + ".awsapps.com"));
    assertThat(domain.isTestDomain()).isTrue();
    assertThat(domain.isDefault()).isTrue();
    assertThat(domain.ownershipVerificationStatusAsString()).isEqualTo("VERIFIED");
    assertThat(domain.dkimVerificationStatusAsString()).isEqualTo("VERIFIED");
    assertThat(workmail.listMailDomains(r -> r.organizationId(organization)).mailDomains())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.domainName()).isEqualTo(alias + ".awsapps.com");
              assertThat(d.defaultDomain()).isTrue();
            });
    assertThatThrownBy(
            () ->
                workmail.getMailDomain(
                    r -> r.organizationId(organization).domainName("unknown.example")))
        .isInstanceOf(MailDomainNotFoundException.class);
  }

  @Test
  void aClientTokenMakesCreationRepeatable() {
    String alias = system.newAlias();
    String token = UUID.randomUUID().toString();
    CreateOrganizationResponse first =
        workmail.createOrganization(r -> r.alias(alias).clientToken(token));
    CreateOrganizationResponse again =
        workmail.createOrganization(r -> r.alias(alias).clientToken(token));
    assertThat(again.organizationId()).isEqualTo(first.organizationId());
    assertThatThrownBy(
            () -> workmail.createOrganization(r -> r.alias(system.newAlias()).clientToken(token)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () -> workmail.createOrganization(r -> r.alias(alias.toUpperCase(Locale.ROOT))))
        .isInstanceOf(NameAvailabilityException.class);
  }

  @Test
  void aUserLivesAndDies() {
    String organization = system.activeOrganization(workmail);
    String domain = describe(organization).defaultMailDomain();
    String id =
        workmail
            .createUser(
                r ->
                    r.organizationId(organization)
                        .name("Alice")
                        .displayName("Alice Example")
                        .firstName("Alice")
                        .password("Wisteria-Lane-4"))
            .userId();

    DescribeUserResponse created = user(organization, id);
    assertThat(created.state()).isEqualTo(EntityState.DISABLED);
    assertThat(created.userRole()).isEqualTo(UserRole.USER);
    assertThat(created.email()).isNull();
    assertThat(created.hiddenFromGlobalAddressList()).isFalse();
    assertThat(user(organization, "aLICE").userId()).isEqualTo(id);

    workmail.registerToWorkMail(
        r -> r.organizationId(organization).entityId(id).email("Alice@" + domain));
    DescribeUserResponse enabled = user(organization, "alice@" + domain);
    assertThat(enabled.userId()).isEqualTo(id);
    assertThat(enabled.state()).isEqualTo(EntityState.ENABLED);
    assertThat(enabled.enabledDate()).isNotNull();
    assertThat(enabled.mailboxProvisionedDate()).isNotNull();

    workmail.registerToWorkMail(
        r -> r.organizationId(organization).entityId(id).email("alice@" + domain));
    assertThatThrownBy(
            () ->
                workmail.registerToWorkMail(
                    r -> r.organizationId(organization).entityId(id).email("other@" + domain)))
        .isInstanceOf(EntityAlreadyRegisteredException.class);
    assertThatThrownBy(() -> workmail.deleteUser(r -> r.organizationId(organization).userId(id)))
        .isInstanceOf(EntityStateException.class);

    workmail.updateUser(
        r -> r.organizationId(organization).userId(id).jobTitle("Postmaster").firstName(""));
    assertThat(user(organization, id).jobTitle()).isEqualTo("Postmaster");
    assertThat(user(organization, id).firstName()).isNull();
    assertThat(user(organization, id).displayName()).isEqualTo("Alice Example");

    workmail.resetPassword(
        r -> r.organizationId(organization).userId(id).password("Another-Lane-5"));
    workmail.deregisterFromWorkMail(r -> r.organizationId(organization).entityId(id));
    DescribeUserResponse disabled = user(organization, id);
    assertThat(disabled.state()).isEqualTo(EntityState.DISABLED);
    assertThat(disabled.email()).isNull();
    assertThat(disabled.disabledDate()).isNotNull();

    workmail.deleteUser(r -> r.organizationId(organization).userId(id));
    workmail.deleteUser(r -> r.organizationId(organization).userId(id));
    assertThat(user(organization, id).state()).isEqualTo(EntityState.DELETED);
    assertThat(workmail.listUsers(r -> r.organizationId(organization)).users())
        .extracting(User::id)
        .doesNotContain(id);
    String next = createUser(organization, "alice");
    assertThat(next).isNotEqualTo(id);
  }

  @Test
  void refusalsAreTheDocumentedOnes() {
    String organization = system.activeOrganization(workmail);
    createUser(organization, "bob");
    assertThatThrownBy(() -> createUser(organization, "BOB"))
        .isInstanceOf(NameAvailabilityException.class);
    assertThatThrownBy(() -> createUser(organization, "administrator"))
        .isInstanceOf(ReservedNameException.class);
    assertThatThrownBy(
            () ->
                workmail.createUser(
                    r ->
                        r.organizationId(organization)
                            .name("weak")
                            .displayName("Weak")
                            .password("short")))
        .isInstanceOf(InvalidPasswordException.class);
    assertThatThrownBy(() -> user(organization, "weak"))
        .isInstanceOf(EntityNotFoundException.class);
    assertThatThrownBy(
            () ->
                workmail.registerToWorkMail(
                    r ->
                        r.organizationId(organization)
                            .entityId("bob")
                            .email("bob@elsewhere.example")))
        .isInstanceOf(MailDomainNotFoundException.class);
    assertThatThrownBy(() -> createUser("m-" + "0".repeat(32), "bob"))
        .isInstanceOf(OrganizationNotFoundException.class);
  }

  @Test
  void listingsArePagedAndFiltered() {
    String organization = system.activeOrganization(workmail);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 23; i++) {
      names.add((i % 2 == 0 ? "even_" : "odd%").replace('%', '-') + i);
    }
    names.forEach(name -> createUser(organization, name));
    List<String> listed =
        workmail.listUsersPaginator(r -> r.organizationId(organization).maxResults(5)).stream()
            .flatMap(page -> page.users().stream())
            .map(User::name)
            .toList();
    assertThat(listed).hasSize(names.size()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(
            workmail
                .listUsers(
                    r -> r.organizationId(organization).filters(f -> f.usernamePrefix("EVEN_")))
                .users())
        .hasSize(12);
    assertThat(
            workmail
                .listUsers(r -> r.organizationId(organization).filters(f -> f.usernamePrefix("%")))
                .users())
        .isEmpty();
    String token =
        workmail.listUsers(r -> r.organizationId(organization).maxResults(5)).nextToken();
    String other = system.activeOrganization(workmail);
    assertThatThrownBy(() -> workmail.listUsers(r -> r.organizationId(other).nextToken(token)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aDeletedOrganizationStaysVisibleAndFreesItsAlias() {
    String organization = system.activeOrganization(workmail);
    String alias = describe(organization).alias();
    String domain = describe(organization).defaultMailDomain();
    String id = createUser(organization, "alice");
    workmail.registerToWorkMail(
        r -> r.organizationId(organization).entityId(id).email("alice@" + domain));
    assertThatThrownBy(
            () ->
                workmail.deleteOrganization(
                    r -> r.organizationId(organization).deleteDirectory(true)))
        .isInstanceOf(OrganizationStateException.class);
    workmail.deleteOrganization(
        r -> r.organizationId(organization).deleteDirectory(true).forceDelete(true));
    system.awaitState(workmail, organization, "Deleted");
    assertThatThrownBy(() -> createUser(organization, "bob"))
        .isInstanceOf(OrganizationStateException.class)
        .hasMessageContaining("is not Active, state: Deleted");
    assertThat(summaries())
        .anySatisfy(
            summary -> {
              assertThat(summary.organizationId()).isEqualTo(organization);
              assertThat(summary.state()).isEqualTo("Deleted");
            });
    String again = workmail.createOrganization(r -> r.alias(alias)).organizationId();
    system.awaitState(workmail, again, "Active");
  }

  @Test
  void anotherAccountsOrganizationDoesNotExist() {
    String organization = system.activeOrganization(workmail);
    String id = createUser(organization, "alice");
    WorkMailClient stranger = system.strangersClient();
    List<Consumer<WorkMailClient>> calls =
        List.of(
            c -> c.describeOrganization(r -> r.organizationId(organization)),
            c -> c.deleteOrganization(r -> r.organizationId(organization).deleteDirectory(true)),
            c -> c.createUser(r -> r.organizationId(organization).name("eve").displayName("Eve")),
            c -> c.describeUser(r -> r.organizationId(organization).userId(id)),
            c -> c.updateUser(r -> r.organizationId(organization).userId(id).jobTitle("x")),
            c -> c.deleteUser(r -> r.organizationId(organization).userId(id)),
            c -> c.listUsers(r -> r.organizationId(organization)),
            c ->
                c.resetPassword(
                    r -> r.organizationId(organization).userId(id).password("Wisteria-Lane-4")),
            c ->
                c.registerToWorkMail(
                    r -> r.organizationId(organization).entityId(id).email("a@b.example")),
            c -> c.deregisterFromWorkMail(r -> r.organizationId(organization).entityId(id)),
            c -> c.listMailDomains(r -> r.organizationId(organization)),
            c -> c.getMailDomain(r -> r.organizationId(organization).domainName("a.example")));
    for (Consumer<WorkMailClient> call : calls) {
      assertThatThrownBy(() -> call.accept(stranger))
          .isInstanceOf(OrganizationNotFoundException.class);
    }
    assertThat(stranger.listOrganizations().organizationSummaries())
        .extracting(OrganizationSummary::organizationId)
        .doesNotContain(organization);
    assertThat(user(organization, id).state()).isEqualTo(EntityState.DISABLED);
  }

  private String createUser(String organization, String name) {
    return workmail
        .createUser(r -> r.organizationId(organization).name(name).displayName(name))
        .userId();
  }

  private DescribeUserResponse user(String organization, String identifier) {
    return workmail.describeUser(r -> r.organizationId(organization).userId(identifier));
  }

  private DescribeOrganizationResponse describe(String organization) {
    return workmail.describeOrganization(r -> r.organizationId(organization));
  }

  private List<OrganizationSummary> summaries() {
    return workmail.listOrganizationsPaginator(r -> r.maxResults(2)).stream()
        .flatMap(page -> page.organizationSummaries().stream())
        .toList();
  }
}
