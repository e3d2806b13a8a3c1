package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.UPDATE_USER;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.directory.UpdateUserResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.user.model.UserAttributes;
import org.postroom.directory.user.model.UserUpdate;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** UpdateUser: what is absent stays, what is empty is cleared. */
@Singleton
class UpdateUserHandler implements CommandHandler<UpdateUserRequest, UpdateUserResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Users users;

  UpdateUserHandler(Organizations organizations, EntityIdentification identification, Users users) {
    this.organizations = organizations;
    this.identification = identification;
    this.users = users;
  }

  @Override
  public Operation<UpdateUserRequest, UpdateUserResponse> operation() {
    return UPDATE_USER;
  }

  @Override
  public Uni<Outcome<UpdateUserResponse>> handle(
      UpdateUserRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireByAnything(
                        context.session(), organization.id(), request.userId(), EntityKinds.USERS)
                    .map(found -> found.requireNotDeleted())
                    .invoke(user -> organization.requireWritableDirectory(operation())))
        .map(user -> user.update(update(request)))
        .map(decision -> Decisions.outcome(new UpdateUserResponse(), decision, users::replace));
  }

  private static UserUpdate update(UpdateUserRequest request) {
    return new UserUpdate(
        new UserAttributes(
            request.displayName(),
            request.firstName(),
            request.lastName(),
            request.initials(),
            request.telephone(),
            request.street(),
            request.jobTitle(),
            request.city(),
            request.company(),
            request.zipCode(),
            request.department(),
            request.country(),
            request.office()),
        request.hiddenFromGlobalAddressList(),
        request.role());
  }
}
