package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_USER;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.service.DirectoryUnderTest.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.DescribeUserResponse;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.UserRole;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class UserLifeIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private String organization;
  private String domain;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    domain = directory.describe(organization).defaultMailDomain();
  }

  @Test
  void isSeenAtOnceByWhoeverCreatedIt() {
    String id =
        directory
            .commands
            .call(
                CREATE_USER,
                organization,
                new CreateUserRequest(
                    organization, "Ann.O", "", null, "REMOTE_USER", "Ann", "", true))
            .userId();

    DescribeUserResponse ann = directory.describeUser(organization, id);
    assertThat(ann.name()).isEqualTo("Ann.O");
    assertThat(ann.displayName()).isEmpty();
    assertThat(ann.firstName()).isEqualTo("Ann");
    assertThat(ann.lastName()).isNull();
    assertThat(ann.state()).isEqualTo(EntityState.DISABLED);
    assertThat(ann.userRole()).isEqualTo(UserRole.REMOTE_USER);
    assertThat(ann.hiddenFromGlobalAddressList()).isTrue();
    assertThat(ann.email()).isNull();
    assertThat(ann.enabledDate()).isNull();
    assertThat(directory.describeUser(organization, "ANN.o")).isEqualTo(ann);
  }

  @Test
  void livesFromCreationToTombstone() {
    String id = directory.createUser(organization, "ann");
    String email = "Ann@" + domain;
    directory.register(organization, "ANN", email);

    DescribeUserResponse enabled = directory.describeUser(organization, email);
    assertThat(enabled.state()).isEqualTo(EntityState.ENABLED);
    assertThat(enabled.email()).isEqualTo(email);
    assertThat(enabled.enabledDate()).isNotNull();
    assertThat(enabled.mailboxProvisionedDate()).isEqualTo(enabled.enabledDate());
    assertThat(
            directory.commands.refusal(
                DELETE_USER, organization, new DeleteUserRequest(organization, id)))
        .isEqualTo(ErrorCode.ENTITY_STATE);

    directory.commands.call(
        UPDATE_USER, organization, DirectoryUnderTest.update(organization, id, null, "Berlin"));
    directory.deregister(organization, email);
    DescribeUserResponse disabled = directory.describeUser(organization, "ann");
    assertThat(disabled.state()).isEqualTo(EntityState.DISABLED);
    assertThat(disabled.email()).isNull();
    assertThat(disabled.city()).isEqualTo("Berlin");
    assertThat(disabled.disabledDate()).isNotNull();
    assertThat(disabled.mailboxDeprovisionedDate()).isEqualTo(disabled.disabledDate());

    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, "ann"));
    assertThat(directory.describeUser(organization, id).state()).isEqualTo(EntityState.DELETED);
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> directory.describeUser(organization, "ann"));
    assertThat(ofUsers())
        .containsExactly(
            UserCreated.class,
            EntityRegistered.class,
            UserUpdated.class,
            EntityDeregistered.class,
            UserDeleted.class);
  }

  @Test
  void leavesNameAndAddressToASuccessor() {
    String email = "ann@" + domain;
    String first = directory.createUser(organization, "ann");
    directory.register(organization, first, email);
    directory.deregister(organization, first);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, first));

    String second = directory.createUser(organization, "ANN");
    directory.register(organization, second, email.toUpperCase(Locale.ROOT));

    assertThat(directory.describeUser(organization, email).userId()).isEqualTo(second);
  }

  @Test
  void isRegisteredInVerifiedDomainsOnly() {
    String id = directory.createUser(organization, "ann");
    directory.mailDomain.register(organization, "pending.example", "PENDING");
    String gone = directory.mailDomain.register(organization, "gone.example", "VERIFIED");
    directory.mailDomain.register(organization, "late.example", "VERIFIED");
    directory.mailDomain.deregister(organization, gone, "gone.example");

    assertThat(registrationRefusal(id, "ann@unknown.example"))
        .isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);
    assertThat(registrationRefusal(id, "ann@pending.example"))
        .isEqualTo(ErrorCode.MAIL_DOMAIN_STATE);
    assertThat(registrationRefusal(id, "ann@gone.example"))
        .isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);
    assertThat(registrationRefusal(id, "amazonjournaling@" + domain))
        .isEqualTo(ErrorCode.EMAIL_ADDRESS_IN_USE);
    assertThat(registrationRefusal(id, "ann@late.example")).isNull();
  }

  @Test
  void isNotFoundByItsAddressWhereOnlyNamesAreTaken() {
    String id = directory.createUser(organization, "ann");
    directory.register(organization, id, "ann@" + domain);

    directory.commands.call(
        DELETE_USER, organization, new DeleteUserRequest(organization, "ann@" + domain));

    assertThat(directory.describeUser(organization, id).state()).isEqualTo(EntityState.ENABLED);
  }

  @Test
  void cannotHaveTheNameOfAnother() {
    directory.createUser(organization, "ann");

    assertThat(directory.commands.refusal(CREATE_USER, organization, user(organization, "Ann")))
        .isEqualTo(ErrorCode.NAME_AVAILABILITY);
    assertThat(directory.commands.refusal(CREATE_USER, organization, user(organization, "Guest")))
        .isEqualTo(ErrorCode.RESERVED_NAME);
  }

  private ErrorCode registrationRefusal(String entity, String email) {
    return directory.commands.refusal(
        REGISTER_TO_WORK_MAIL,
        organization,
        new RegisterToWorkMailRequest(organization, entity, email));
  }

  private List<Class<?>> ofUsers() {
    return directory.events.of(organization).stream()
        .<Class<?>>map(Record::getClass)
        .filter(type -> !type.getSimpleName().startsWith("Organization"))
        .toList();
  }
}
