package org.postroom.directory.address.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateAliasRequest;
import org.postroom.contract.directory.DeleteAliasRequest;
import org.postroom.contract.directory.UpdatePrimaryEmailAddressRequest;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.AliasDeleted;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.group.model.GroupSamples;
import org.postroom.directory.maildomain.application.MailDomainSamples;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Change;

class AddressHandlersTest {
  private static final String ANN_EMAIL = "ann@example.com";
  private static final String STAFF_EMAIL = "staff@example.com";
  private static final String ALIAS = "Countess@example.com";

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final CreateAliasHandler create =
      new CreateAliasHandler(
          directory.organizations,
          directory.identification,
          directory.addresses,
          MailDomainSamples.rule(directory.mailDomains));
  private final DeleteAliasHandler delete =
      new DeleteAliasHandler(
          directory.organizations, directory.identification, directory.addresses);
  private final UpdatePrimaryEmailAddressHandler update =
      new UpdatePrimaryEmailAddressHandler(
          directory.organizations,
          directory.identification,
          directory.store,
          directory.addresses,
          MailDomainSamples.rule(directory.mailDomains));

  private final User ann =
      UserSamples.newUser("ann").register(EmailAddress.of(ANN_EMAIL), UserSamples.NOW).after();
  private final User bob = UserSamples.newUser("bob");
  private final User gone = UserSamples.newUser("gone").delete().after();
  private final Group staff =
      GroupSamples.newGroup("staff")
          .register(EmailAddress.of(STAFF_EMAIL), UserSamples.NOW)
          .after();

  @BeforeEach
  void givenAUserAndAGroupWithAddresses() {
    handling.given(OrganizationState.ACTIVE);
    directory.mailDomains.know("example.com", "VERIFIED");
    directory.mailDomains.know("pending.example", "PENDING");
    for (Change change :
        List.of(
            directory.users.add(ann),
            directory.users.add(bob),
            directory.users.add(gone),
            directory.groups.add(staff),
            directory.names.claim(
                ann.organizationId(), "ann", new NamedEntity(ann.id(), ann.type())),
            directory.addresses.claimPrimary(
                ann.organizationId(), ann.email(), new NamedEntity(ann.id(), ann.type())),
            directory.addresses.claimPrimary(
                ann.organizationId(), staff.email(), new NamedEntity(staff.id(), staff.type())))) {
      change.apply(null).await().indefinitely();
    }
  }

  @Test
  void anAliasIsAnAddressOfItsOwner() {
    assertThat(handling.accepted(create, creation(ann.id(), ALIAS)).events())
        .containsExactly(new AliasCreated(ann.id().value(), "USER", ALIAS));

    assertThat(addressesOf(ann)).containsExactly(ANN_EMAIL, ALIAS);
    assertThat(handling.accepted(create, creation(ann.id(), "countess@EXAMPLE.com")).changes())
        .isEmpty();
    assertThat(handling.accepted(create, creation(ann.id(), "ANN@example.com")).changes())
        .isEmpty();
  }

  @Test
  void anAliasIsGivenByIdOnly() {
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, create, creation("ann", ALIAS));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, create, creation(ANN_EMAIL, ALIAS));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, delete, deletion(ANN_EMAIL, ALIAS));
  }

  @Test
  void oneAddressHasOneOwnerWhateverItIsToIt() {
    handling.accepted(create, creation(ann.id(), ALIAS));

    for (String taken : List.of(ALIAS, ANN_EMAIL)) {
      handling.refused(ErrorCode.EMAIL_ADDRESS_IN_USE, create, creation(staff.id(), taken));
      handling.refused(ErrorCode.EMAIL_ADDRESS_IN_USE, update, change(staff.id(), taken));
    }
  }

  @Test
  void theStateCountsBeforeTheDomainAndTheDomainBeforeTheOwner() {
    for (User user : List.of(bob, gone)) {
      handling.refused(ErrorCode.ENTITY_STATE, create, creation(user.id(), "a@unknown.example"));
      handling.refused(ErrorCode.ENTITY_STATE, update, change(user.id(), "a@unknown.example"));
    }
    handling.refused(
        ErrorCode.MAIL_DOMAIN_NOT_FOUND, create, creation(ann.id(), "a@unknown.example"));
    handling.refused(
        ErrorCode.MAIL_DOMAIN_NOT_FOUND, update, change(ann.id(), "a@unknown.example"));
    handling.refused(ErrorCode.MAIL_DOMAIN_STATE, create, creation(ann.id(), "a@pending.example"));
    handling.refused(ErrorCode.MAIL_DOMAIN_STATE, update, change(ann.id(), "a@pending.example"));
  }

  @Test
  void aDomainThatTheViewHasYetToLearnOfIsNotRefused() {
    MemoryContext context =
        MemoryContext.catchingUp(
            ORGANIZATION, () -> directory.mailDomains.know("late.example", "VERIFIED"));

    assertThat(handling.accepted(create, creation(ann.id(), "ann@late.example"), context).events())
        .hasSize(1);
    assertThat(handling.accepted(update, change("ann", "ann@late.example"), context).events())
        .hasSize(1);
  }

  @Test
  void aDeletedAliasIsFree() {
    handling.accepted(create, creation(ann.id(), ALIAS));

    assertThat(handling.accepted(delete, deletion(ann.id(), "COUNTESS@example.com")).events())
        .containsExactly(new AliasDeleted(ann.id().value(), "USER", ALIAS));
    assertThat(addressesOf(ann)).containsExactly(ANN_EMAIL);
    assertThat(handling.accepted(delete, deletion(ann.id(), ALIAS)).changes()).isEmpty();
    handling.accepted(create, creation(staff.id(), ALIAS));
  }

  @Test
  void anothersAliasIsNotDeleted() {
    handling.accepted(create, creation(ann.id(), ALIAS));

    assertThat(handling.accepted(delete, deletion(staff.id(), ALIAS)).changes()).isEmpty();
    assertThat(handling.accepted(delete, deletion(bob.id(), ALIAS)).changes()).isEmpty();
    handling.refused(ErrorCode.INVALID_PARAMETER, delete, deletion(ann.id(), ANN_EMAIL));
    handling.refused(ErrorCode.ENTITY_STATE, delete, deletion(gone.id(), ALIAS));
  }

  @Test
  void aNewPrimaryAddressLeavesTheFormerOneAsAnAlias() {
    assertThat(handling.accepted(update, change("ANN", ALIAS)).events())
        .containsExactly(
            new PrimaryEmailAddressChanged(ann.id().value(), "USER", ALIAS, ANN_EMAIL));

    assertThat(stored().email().text()).isEqualTo(ALIAS);
    assertThat(addressesOf(ann)).containsExactly(ALIAS, ANN_EMAIL);
    assertThat(handling.accepted(update, change(ann.id(), "countess@example.com")).changes())
        .isEmpty();
  }

  @Test
  void anAliasAndThePrimaryAddressChangePlaces() {
    handling.accepted(create, creation(ann.id(), ALIAS));

    handling.accepted(update, change(ALIAS, "COUNTESS@example.com"));
    assertThat(stored().email().text()).isEqualTo("COUNTESS@example.com");
    assertThat(addressesOf(ann)).containsExactly("COUNTESS@example.com", ANN_EMAIL);

    handling.accepted(update, change(ALIAS, ANN_EMAIL));
    assertThat(stored().email().text()).isEqualTo(ANN_EMAIL);
    assertThat(addressesOf(ann)).containsExactly(ANN_EMAIL, "COUNTESS@example.com");
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String unknown = "00000000-0000-4000-8000-000000000000";

    handling.refused(ErrorCode.ENTITY_NOT_FOUND, create, creation(unknown, ALIAS));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, delete, deletion(unknown, ALIAS));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, update, change("nobody", ALIAS));
  }

  @Test
  void anOrganizationThatIsNotActiveIsRefusedFirst() {
    handling.given(OrganizationState.DELETING);

    handling.refused(ErrorCode.ORGANIZATION_STATE, create, creation("x".repeat(12), ALIAS));
    handling.refused(ErrorCode.ORGANIZATION_STATE, delete, deletion("x".repeat(12), ALIAS));
    handling.refused(ErrorCode.ORGANIZATION_STATE, update, change("nobody", ALIAS));
  }

  @Test
  void addressesLeadToTheirOwner() {
    handling.accepted(create, creation(staff.id(), ALIAS));

    for (String address : List.of(STAFF_EMAIL, ALIAS)) {
      assertThat(
              directory
                  .identification
                  .byAddress(null, ann.organizationId(), EmailAddress.of(address))
                  .await()
                  .indefinitely())
          .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(staff.id()));
    }
  }

  private User stored() {
    return directory.usersById.get(ORGANIZATION + "/" + ann.id());
  }

  private List<String> addressesOf(User user) {
    return directory.addresses.of(null, user.organizationId(), user.id()).await().indefinitely();
  }

  private static CreateAliasRequest creation(Object entity, String alias) {
    return new CreateAliasRequest(ORGANIZATION, entity.toString(), alias);
  }

  private static DeleteAliasRequest deletion(Object entity, String alias) {
    return new DeleteAliasRequest(ORGANIZATION, entity.toString(), alias);
  }

  private static UpdatePrimaryEmailAddressRequest change(Object entity, String email) {
    return new UpdatePrimaryEmailAddressRequest(ORGANIZATION, entity.toString(), email);
  }
}
