package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.CreateUserResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserAttributes;
import org.postroom.kit.command.Absence;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** CreateUser: a DISABLED user; without a password it cannot log in until ResetPassword. */
@Singleton
class CreateUserHandler implements CommandHandler<CreateUserRequest, CreateUserResponse> {
  private final Organizations organizations;
  private final EntityNames names;
  private final Users users;
  private final UserCredentials credentials;

  CreateUserHandler(
      Organizations organizations, EntityNames names, Users users, UserCredentials credentials) {
    this.organizations = organizations;
    this.names = names;
    this.users = users;
    this.credentials = credentials;
  }

  @Override
  public Operation<CreateUserRequest, CreateUserResponse> operation() {
    return CREATE_USER;
  }

  @Override
  public List<Absence<?>> expectsAbsent(CreateUserRequest request) {
    return List.of(
        names.expectFree(
            OrganizationId.of(request.organizationId()), EntityName.ofUser(request.name()).key()));
  }

  @Override
  public Uni<Outcome<CreateUserResponse>> handle(
      CreateUserRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(organization -> organization.requireWritableDirectory(operation()))
        .chain(
            organization -> {
              User.roleOfNewUser(request.role());
              EntityName name = EntityName.ofUser(request.name()).requireNotReserved();
              return names
                  .requireFree(context.session(), organization.id(), name)
                  .map(free -> create(organization.id(), name, request, context));
            });
  }

  private Outcome<CreateUserResponse> create(
      OrganizationId organization,
      EntityName name,
      CreateUserRequest request,
      CommandContext context) {
    EntityId id = EntityId.parse(context.newId("user")).orElseThrow();
    String hash =
        request.password() == null ? null : AcceptedPassword.hash(request.password(), context);
    Decision<User> created =
        User.create(
            organization,
            id,
            name,
            request.role(),
            request.hiddenFromGlobalAddressList(),
            UserAttributes.ofNewUser(
                request.displayName(), request.firstName(), request.lastName()));
    Outcome<CreateUserResponse> outcome =
        Outcome.of(new CreateUserResponse(id.value()))
            .changing(names.claim(organization, name.key(), created.after().named()))
            .changing(users.add(created.after()));
    return Decisions.told(
        hash == null
            ? outcome
            : outcome.changing(credentials.add(organization, id, hash, context.now())),
        created);
  }
}
