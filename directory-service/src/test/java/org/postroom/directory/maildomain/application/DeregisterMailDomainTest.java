package org.postroom.directory.maildomain.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeregisterMailDomainRequest;
import org.postroom.contract.directory.DeregisterMailDomainResponse;
import org.postroom.contract.directory.event.MailDomainClosed;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.Refusals;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Outcome;

class DeregisterMailDomainTest {
  private static final String DOMAIN = "example.com";
  private static final EmailAddress ADDRESS = EmailAddress.of("ann@" + DOMAIN);

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final DeregisterMailDomainHandler handler =
      new DeregisterMailDomainHandler(
          directory.organizations, directory.mailDomains, directory.addresses);
  private final UsableMailDomain usable = new UsableMailDomain(directory.mailDomains);

  @BeforeEach
  void givenATestDomainThatIsTheDefaultAndAnother() {
    handling.given(OrganizationState.ACTIVE);
    directory.mailDomains.knowTestDomain("acme.awsapps.com");
    directory.mailDomains.knowDefault("acme.awsapps.com");
    directory.mailDomains.know(DOMAIN, "VERIFIED");
  }

  @Test
  void aDomainThatNothingUsesIsClosedForNewAddresses() {
    Outcome<DeregisterMailDomainResponse> outcome =
        handling.accepted(handler, removal("Example.COM"));

    assertThat(outcome.events())
        .containsExactly(new MailDomainClosed("registration-" + DOMAIN, DOMAIN));
    Refusals.assertRefused(ErrorCode.MAIL_DOMAIN_NOT_FOUND, this::use);
    assertThat(handling.accepted(handler, removal(DOMAIN)))
        .isEqualTo(Outcome.of(new DeregisterMailDomainResponse()));
  }

  @Test
  void aDomainThatTheOrganizationDoesNotHaveIsNoError() {
    assertThat(handling.accepted(handler, removal("other.example.com")))
        .isEqualTo(Outcome.of(new DeregisterMailDomainResponse()));
  }

  @Test
  void theTestDomainIsNotRemovedByHand() {
    handling.refused(ErrorCode.INVALID_PARAMETER, handler, removal("acme.awsapps.com"));
  }

  @Test
  void theDefaultDomainIsInUse() {
    directory.mailDomains.knowDefault(DOMAIN);
    handling.refused(ErrorCode.MAIL_DOMAIN_IN_USE, handler, removal(DOMAIN));
  }

  @Test
  void aDomainWithAnAddressIsInUseUntilItIsGone() {
    OrganizationId organization = OrganizationId.of(ORGANIZATION);
    User ann = UserSamples.newUser("ann");
    directory
        .addresses
        .claimAlias(organization, ADDRESS, new NamedEntity(ann.id(), ann.type()))
        .apply(null)
        .await()
        .indefinitely();
    handling.refused(ErrorCode.MAIL_DOMAIN_IN_USE, handler, removal(DOMAIN));

    directory.addresses.free(organization, ADDRESS).apply(null).await().indefinitely();
    assertThat(handling.accepted(handler, removal(DOMAIN)).events()).hasSize(1);
  }

  @Test
  void whatItRestsOnIsAskedForAfterHavingCaughtUp() {
    MemoryContext becameDefault =
        MemoryContext.catchingUp(ORGANIZATION, () -> directory.mailDomains.knowDefault(DOMAIN));
    Refusals.assertRefused(
        ErrorCode.MAIL_DOMAIN_IN_USE,
        () -> handler.handle(removal(DOMAIN), becameDefault).await().indefinitely());

    MemoryContext registered =
        MemoryContext.catchingUp(
            ORGANIZATION, () -> directory.mailDomains.know("late.example", "PENDING"));
    assertThat(handling.accepted(handler, removal("late.example"), registered).events()).hasSize(1);
  }

  @Test
  void theOrganizationCountsFirst() {
    handling.given(OrganizationState.DELETING);
    handling.refused(ErrorCode.ORGANIZATION_STATE, handler, removal(DOMAIN));
  }

  private void use() {
    usable
        .require(OrganizationId.of(ORGANIZATION), ADDRESS, MemoryContext.of(ORGANIZATION))
        .await()
        .indefinitely();
  }

  private static DeregisterMailDomainRequest removal(String domain) {
    return new DeregisterMailDomainRequest(ORGANIZATION, domain);
  }
}
