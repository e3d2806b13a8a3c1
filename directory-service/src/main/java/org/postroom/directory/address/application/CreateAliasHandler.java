package org.postroom.directory.address.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_ALIAS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.CreateAliasRequest;
import org.postroom.contract.directory.CreateAliasResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.address.model.HeldAddresses;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.maildomain.application.UsableMailDomain;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * CreateAlias: a further address for what is ENABLED. An address it has already is no error; whose
 * it is counts before the quota does.
 */
@Singleton
class CreateAliasHandler implements CommandHandler<CreateAliasRequest, CreateAliasResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityAddresses addresses;
  private final UsableMailDomain mailDomain;

  CreateAliasHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityAddresses addresses,
      UsableMailDomain mailDomain) {
    this.organizations = organizations;
    this.identification = identification;
    this.addresses = addresses;
    this.mailDomain = mailDomain;
  }

  @Override
  public Operation<CreateAliasRequest, CreateAliasResponse> operation() {
    return CREATE_ALIAS;
  }

  @Override
  public Uni<Outcome<CreateAliasResponse>> handle(
      CreateAliasRequest request, CommandContext context) {
    EmailAddress alias = EmailAddress.of(request.alias());
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification.requireById(
                    context.session(), organization.id(), request.entityId(), EntityKinds.ALL))
        .chain(entity -> create(entity.requireEnabled(), alias, context));
  }

  private Uni<Outcome<CreateAliasResponse>> create(
      DirectoryEntity<?> entity, EmailAddress alias, CommandContext context) {
    return mailDomain
        .require(entity.organizationId(), alias, context)
        .chain(() -> addresses.find(context.session(), entity.organizationId(), alias.key()))
        .chain(
            owner ->
                addresses
                    .of(context.session(), entity.organizationId(), entity.id())
                    .map(stored -> HeldAddresses.of(entity, stored))
                    .map(held -> held.createAlias(alias, owner.isPresent())))
        .map(
            decision ->
                Decisions.outcome(
                    new CreateAliasResponse(),
                    decision,
                    given -> addresses.claimAlias(entity.organizationId(), given, entity.named())));
  }
}
