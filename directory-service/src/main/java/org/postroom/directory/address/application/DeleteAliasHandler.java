package org.postroom.directory.address.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_ALIAS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeleteAliasRequest;
import org.postroom.contract.directory.DeleteAliasResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.address.model.HeldAddresses;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DeleteAlias: the alias is free. What is no alias of the entity is no error. */
@Singleton
class DeleteAliasHandler implements CommandHandler<DeleteAliasRequest, DeleteAliasResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityAddresses addresses;

  DeleteAliasHandler(
      Organizations organizations, EntityIdentification identification, EntityAddresses addresses) {
    this.organizations = organizations;
    this.identification = identification;
    this.addresses = addresses;
  }

  @Override
  public Operation<DeleteAliasRequest, DeleteAliasResponse> operation() {
    return DELETE_ALIAS;
  }

  @Override
  public Uni<Outcome<DeleteAliasResponse>> handle(
      DeleteAliasRequest request, CommandContext context) {
    EmailAddress alias = EmailAddress.of(request.alias());
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification.requireById(
                    context.session(), organization.id(), request.entityId(), EntityKinds.ALL))
        .chain(entity -> delete(entity.requireNotDeleted(), alias, context));
  }

  private Uni<Outcome<DeleteAliasResponse>> delete(
      DirectoryEntity<?> entity, EmailAddress alias, CommandContext context) {
    return addresses
        .of(context.session(), entity.organizationId(), entity.id())
        .map(stored -> HeldAddresses.of(entity, stored).deleteAlias(alias))
        .map(
            decision ->
                Decisions.outcome(
                    new DeleteAliasResponse(),
                    decision,
                    freed -> addresses.free(entity.organizationId(), freed)));
  }
}
