package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.DeleteUserResponse;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.application.NamedEntity;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DeleteUser: leaves a tombstone; a user that is unknown or DELETED already is no error. */
@Singleton
class DeleteUserHandler implements CommandHandler<DeleteUserRequest, DeleteUserResponse> {
  private final Organizations organizations;
  private final UserIdentification identification;
  private final Users users;
  private final EntityNames names;
  private final UserCredentials credentials;
  private final Tombstones tombstones;

  DeleteUserHandler(
      Organizations organizations,
      UserIdentification identification,
      Users users,
      EntityNames names,
      UserCredentials credentials,
      Tombstones tombstones) {
    this.organizations = organizations;
    this.identification = identification;
    this.users = users;
    this.names = names;
    this.credentials = credentials;
    this.tombstones = tombstones;
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
        .chain(
            organization ->
                identification.byIdOrName(context.session(), organization.id(), request.userId()))
        .map(
            found ->
                found
                    .map(User::delete)
                    .filter(decision -> !decision.changesNothing())
                    .map(decision -> deleted(decision, context))
                    .orElseGet(() -> Outcome.of(new DeleteUserResponse())));
  }

  private Outcome<DeleteUserResponse> deleted(Decision<User> decision, CommandContext context) {
    User user = decision.after();
    Outcome<DeleteUserResponse> outcome =
        Outcome.of(new DeleteUserResponse())
            .changing(users.replace(user))
            .changing(credentials.remove(user.organizationId(), user.id()))
            .changing(
                tombstones.add(
                    user.organizationId(),
                    new NamedEntity(user.id(), EntityType.USER),
                    context.partition(),
                    context.now().plus(User.TOMBSTONE_LIFE)))
            .changing(names.free(user.organizationId(), user.name().key()));
    return Decisions.told(outcome, decision);
  }
}
