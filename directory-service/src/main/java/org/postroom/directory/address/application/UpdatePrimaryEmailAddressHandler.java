package org.postroom.directory.address.application;

import static org.postroom.contract.directory.DirectoryOperations.UPDATE_PRIMARY_EMAIL_ADDRESS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.UpdatePrimaryEmailAddressRequest;
import org.postroom.contract.directory.UpdatePrimaryEmailAddressResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.address.model.HeldAddresses;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.maildomain.application.UsableMailDomain;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.application.EntityStore;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * UpdatePrimaryEmailAddress: an alias or a new address becomes the primary one of what is ENABLED,
 * and the one until now an alias, also beyond the quota of aliases.
 */
@Singleton
class UpdatePrimaryEmailAddressHandler
    implements CommandHandler<UpdatePrimaryEmailAddressRequest, UpdatePrimaryEmailAddressResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityStore entities;
  private final EntityAddresses addresses;
  private final UsableMailDomain mailDomain;

  UpdatePrimaryEmailAddressHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityStore entities,
      EntityAddresses addresses,
      UsableMailDomain mailDomain) {
    this.organizations = organizations;
    this.identification = identification;
    this.entities = entities;
    this.addresses = addresses;
    this.mailDomain = mailDomain;
  }

  @Override
  public Operation<UpdatePrimaryEmailAddressRequest, UpdatePrimaryEmailAddressResponse>
      operation() {
    return UPDATE_PRIMARY_EMAIL_ADDRESS;
  }

  @Override
  public Uni<Outcome<UpdatePrimaryEmailAddressResponse>> handle(
      UpdatePrimaryEmailAddressRequest request, CommandContext context) {
    EmailAddress address = EmailAddress.of(request.email());
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireByAnything(
                        context.session(), organization.id(), request.entityId(), EntityKinds.ALL)
                    .invoke(DirectoryEntity::requireEnabled)
                    .invoke(entity -> organization.requireWritableDirectory(operation())))
        .chain(entity -> change(entity.requireWritable(), address, context));
  }

  private Uni<Outcome<UpdatePrimaryEmailAddressResponse>> change(
      DirectoryEntity<?> entity, EmailAddress address, CommandContext context) {
    return mailDomain
        .require(entity.organizationId(), address, context)
        .chain(() -> addresses.find(context.session(), entity.organizationId(), address.key()))
        .chain(
            owner ->
                addresses
                    .of(context.session(), entity.organizationId(), entity.id())
                    .map(stored -> HeldAddresses.of(entity, stored))
                    .map(held -> outcome(entity, held.changePrimary(address, owner.isPresent()))));
  }

  private Outcome<UpdatePrimaryEmailAddressResponse> outcome(
      DirectoryEntity<?> before, Decision<? extends DirectoryEntity<?>> decision) {
    Outcome<UpdatePrimaryEmailAddressResponse> outcome =
        Outcome.of(new UpdatePrimaryEmailAddressResponse());
    DirectoryEntity<?> after = decision.after();
    return decision.changesNothing()
        ? outcome
        : Decisions.told(
            outcome
                .changing(
                    addresses.changePrimary(
                        after.organizationId(), after.email(), before.email(), after.named()))
                .changing(entities.replace(after)),
            decision);
  }
}
