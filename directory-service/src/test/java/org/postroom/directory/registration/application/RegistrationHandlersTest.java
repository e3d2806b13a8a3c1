package org.postroom.directory.registration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;
import static org.postroom.directory.memory.MemoryContext.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeregisterFromWorkMailRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.UserRole;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.MailboxPurged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.mailbox.model.Mailbox;
import org.postroom.directory.mailbox.model.MailboxSpace;
import org.postroom.directory.maildomain.application.MailDomainSamples;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;

class RegistrationHandlersTest {
  private static final String EMAIL = "Ann@example.com";

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final RegisterToWorkMailHandler register =
      new RegisterToWorkMailHandler(
          directory.organizations,
          directory.identification,
          directory.store,
          directory.addresses,
          MailDomainSamples.rule(directory.mailDomains),
          directory.mailboxes);
  private final DeregisterFromWorkMailHandler deregister =
      new DeregisterFromWorkMailHandler(
          directory.organizations,
          directory.identification,
          directory.store,
          directory.addresses,
          directory.mailboxes);

  private final User ann = UserSamples.newUser("ann");
  private final User bob = UserSamples.newUser("bob@example.com");

  @BeforeEach
  void givenTwoUsersAndAVerifiedDomain() {
    handling.given(OrganizationState.ACTIVE);
    directory.mailDomains.know("example.com", "VERIFIED");
    for (User user : List.of(ann, bob)) {
      directory.users.add(user).apply(null).await().indefinitely();
      directory
          .names
          .claim(
              user.organizationId(), user.name().key(), new NamedEntity(user.id(), EntityType.USER))
          .apply(null)
          .await()
          .indefinitely();
    }
  }

  @Test
  void registrationByNameEnablesTheUser() {
    assertThat(handling.accepted(register, registration("ANN", EMAIL)).events())
        .containsExactly(new EntityRegistered(ann.id().value(), "USER", EMAIL));

    assertThat(stored(ann).state()).isEqualTo(EntityState.ENABLED);
    assertThat(stored(ann).email().text()).isEqualTo(EMAIL);
    assertThat(stored(ann).mailbox().provisionedAt()).isEqualTo(NOW);
    assertThat(directory.addressesByKey).containsKey(ORGANIZATION + "/ann@example.com");
  }

  @Test
  void aMailboxIsKeptForThirtyDaysAndPutToUseAgain() {
    handling.accepted(register, registration("ann", EMAIL));
    handling.accepted(deregister, new DeregisterFromWorkMailRequest(ORGANIZATION, "ann"));
    assertThat(directory.mailboxes.keptUntil)
        .containsExactly(Map.entry(ann.id().value(), NOW.plus(Duration.ofDays(30))));

    handling.accepted(register, registration("ann", EMAIL));
    assertThat(directory.mailboxes.keptUntil).isEmpty();
    assertThat(directory.mailboxes.byOwner).containsOnlyKeys(ann.id().value());
  }

  @Test
  void aKeptMailboxIsNotKeptLongerByARegistrationWithoutOne() {
    handling.accepted(register, registration("ann", EMAIL));
    handling.accepted(deregister, deregistration("ann"));
    MemoryContext later = MemoryContext.at(ORGANIZATION, NOW.plus(Duration.ofDays(10)));
    become(UserRole.REMOTE_USER);

    handling.accepted(register, registration("ann", EMAIL), later);
    handling.accepted(deregister, deregistration("ann"), later);

    assertThat(directory.mailboxes.keptUntil)
        .containsExactly(Map.entry(ann.id().value(), NOW.plus(Duration.ofDays(30))));
    assertThat(stored(ann).mailbox()).isEqualTo(new Mailbox(NOW, NOW));
  }

  @Test
  void aMailboxThatIsOverdueIsPurgedBeforeThereIsANewOne() {
    String id = ann.id().value();
    handling.accepted(register, registration("ann", EMAIL));
    setQuota(17);
    handling.accepted(deregister, deregistration("ann"));
    MemoryContext inTime =
        MemoryContext.at(ORGANIZATION, NOW.plus(Duration.ofDays(30)).minusMillis(1));
    MemoryContext late = MemoryContext.at(ORGANIZATION, inTime.now().plus(Duration.ofDays(30)));

    assertThat(handling.accepted(register, registration("ann", EMAIL), inTime).events())
        .containsExactly(new EntityRegistered(id, "USER", EMAIL));
    assertThat(directory.mailboxes.byOwner.get(id).quotaMegabytes()).isEqualTo(17);
    handling.accepted(deregister, deregistration("ann"), inTime);
    assertThat(handling.accepted(register, registration("ann", EMAIL), late).events())
        .containsExactly(new MailboxPurged(id), new EntityRegistered(id, "USER", EMAIL));
    assertThat(directory.mailboxes.byOwner.get(id).quotaMegabytes())
        .isEqualTo(MailboxSpace.MAX_QUOTA);
    assertThat(directory.mailboxes.keptUntil).isEmpty();
    assertThat(stored(ann).mailbox()).isEqualTo(new Mailbox(late.now(), null));
  }

  @Test
  void aMailboxThatHasBeenPurgedIsNotToldTwice() {
    handling.accepted(register, registration("ann", EMAIL));
    handling.accepted(deregister, deregistration("ann"));
    directory
        .mailboxes
        .purge(ann.organizationId(), List.of(ann.id()))
        .apply(null)
        .await()
        .indefinitely();

    assertThat(
            handling
                .accepted(
                    register,
                    registration("ann", EMAIL),
                    MemoryContext.at(ORGANIZATION, NOW.plus(Duration.ofDays(30))))
                .events())
        .containsExactly(new EntityRegistered(ann.id().value(), "USER", EMAIL));
  }

  @Test
  void registrationIsRepeatableUnderTheSameAddressOnly() {
    handling.accepted(register, registration("ann", EMAIL));

    assertThat(handling.accepted(register, registration("ann", "ANN@EXAMPLE.COM")).changes())
        .isEmpty();
    handling.refused(
        ErrorCode.ENTITY_ALREADY_REGISTERED, register, registration("ann", "a@example.com"));
  }

  @Test
  void registrationDoesNotTakeAddressesAsIdentifiers() {
    handling.accepted(register, registration("ann", EMAIL));

    handling.refused(
        ErrorCode.ENTITY_NOT_FOUND, register, registration(EMAIL, "other@example.com"));
  }

  @Test
  void oneAddressHasOneOwner() {
    handling.accepted(register, registration("ann", EMAIL));

    handling.refused(
        ErrorCode.EMAIL_ADDRESS_IN_USE,
        register,
        registration("bob@example.com", "ann@EXAMPLE.com"));
  }

  @Test
  void theDomainMustBeRegisteredAndVerified() {
    directory.mailDomains.know("pending.example", "PENDING");

    handling.refused(
        ErrorCode.MAIL_DOMAIN_NOT_FOUND, register, registration("ann", "ann@unknown.example"));
    handling.refused(
        ErrorCode.MAIL_DOMAIN_STATE, register, registration("ann", "ann@pending.example"));
  }

  @Test
  void aDomainThatTheViewHasYetToLearnOfIsNotRefused() {
    MemoryContext context =
        MemoryContext.catchingUp(
            ORGANIZATION, () -> directory.mailDomains.know("late.example", "VERIFIED"));

    assertThat(
            handling.accepted(register, registration("ann", "ann@late.example"), context).events())
        .hasSize(1);
  }

  @Test
  void deregistrationFreesTheAddress() {
    handling.accepted(register, registration("ann", EMAIL));

    assertThat(handling.accepted(deregister, deregistration(EMAIL)).events())
        .containsExactly(new EntityDeregistered(ann.id().value(), "USER", List.of(EMAIL)));
    assertThat(stored(ann).state()).isEqualTo(EntityState.DISABLED);
    assertThat(stored(ann).disabledAt()).isEqualTo(NOW);
    assertThat(directory.addressesByKey).isEmpty();
    handling.accepted(register, registration("bob@example.com", EMAIL));
  }

  @Test
  void anAddressMeansItsOwnerBeforeANameDoes() {
    handling.accepted(register, registration("ann", "bob@example.com"));

    handling.accepted(deregister, deregistration("bob@example.com"));

    assertThat(stored(ann).state()).isEqualTo(EntityState.DISABLED);
    assertThat(stored(ann).disabledAt()).isEqualTo(NOW);
    assertThat(stored(bob).disabledAt()).isNull();
  }

  @Test
  void deregistrationOfADisabledUserChangesNothing() {
    assertThat(handling.accepted(deregister, deregistration("ann")).changes()).isEmpty();
  }

  @Test
  void aTombstoneIsRefusedByItsId() {
    directory.users.replace(ann.delete().after()).apply(null).await().indefinitely();
    String id = ann.id().value();

    handling.refused(ErrorCode.ENTITY_STATE, register, registration(id, EMAIL));
    handling.refused(ErrorCode.ENTITY_STATE, deregister, deregistration(id));
  }

  private void become(UserRole role) {
    User user = stored(ann);
    directory
        .users
        .replace(
            new User(
                user.organizationId(),
                user.id(),
                user.name(),
                role,
                user.hiddenFromGlobalAddressList(),
                user.attributes(),
                user.registration()))
        .apply(null)
        .await()
        .indefinitely();
  }

  private void setQuota(int megabytes) {
    directory
        .mailboxes
        .setQuota(ann.organizationId(), ann.id(), megabytes)
        .apply(null)
        .await()
        .indefinitely();
  }

  private User stored(User user) {
    return directory.usersById.get(ORGANIZATION + "/" + user.id());
  }

  private static RegisterToWorkMailRequest registration(String identifier, String email) {
    return new RegisterToWorkMailRequest(ORGANIZATION, identifier, email);
  }

  private static DeregisterFromWorkMailRequest deregistration(String identifier) {
    return new DeregisterFromWorkMailRequest(ORGANIZATION, identifier);
  }
}
