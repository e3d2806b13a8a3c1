package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.DeleteUserResponse;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityDeletion;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DeleteUser: leaves a tombstone; a user that is unknown or DELETED already is no error. */
@Singleton
class DeleteUserHandler implements CommandHandler<DeleteUserRequest, DeleteUserResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityDeletion deletion;
  private final UserCredentials credentials;

  DeleteUserHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityDeletion deletion,
      UserCredentials credentials) {
    this.organizations = organizations;
    this.identification = identification;
    this.deletion = deletion;
    this.credentials = credentials;
  }

  @Override
  public Operation<DeleteUserRequest, DeleteUserResponse> operation() {
    return DELETE_USER;
  }

  @Override
  public Uni<Outcome<DeleteUserResponse>> handle(
      DeleteUserRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(organization -> organization.requireWritableDirectory(operation()))
        .chain(
            organization ->
                identification.byIdOrName(
                    context.session(), organization.id(), request.userId(), EntityKinds.USERS))
        .chain(found -> deletion.of(found, outcome(found), context));
  }

  /** Without a password a tombstone cannot log in, and nobody can find out what it was. */
  private Outcome<DeleteUserResponse> outcome(Optional<User> found) {
    Outcome<DeleteUserResponse> outcome = Outcome.of(new DeleteUserResponse());
    return found
        .filter(user -> user.state() != EntityState.DELETED)
        .map(user -> outcome.changing(credentials.remove(user.organizationId(), user.id())))
        .orElse(outcome);
  }
}
