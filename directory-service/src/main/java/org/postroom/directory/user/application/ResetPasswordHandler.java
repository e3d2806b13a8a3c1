package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.RESET_PASSWORD;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ResetPasswordRequest;
import org.postroom.contract.directory.ResetPasswordResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** ResetPassword: by id only; there is no history, the same password may be set again. */
@Singleton
class ResetPasswordHandler implements CommandHandler<ResetPasswordRequest, ResetPasswordResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final UserCredentials credentials;

  ResetPasswordHandler(
      Organizations organizations,
      EntityIdentification identification,
      UserCredentials credentials) {
    this.organizations = organizations;
    this.identification = identification;
    this.credentials = credentials;
  }

  @Override
  public Operation<ResetPasswordRequest, ResetPasswordResponse> operation() {
    return RESET_PASSWORD;
  }

  @Override
  public Uni<Outcome<ResetPasswordResponse>> handle(
      ResetPasswordRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireById(
                        context.session(), organization.id(), request.userId(), EntityKinds.USERS)
                    .map(found -> found.resetPassword())
                    .invoke(decision -> organization.requireWritableDirectory(operation())))
        .map(decision -> reset(decision, request, context));
  }

  private Outcome<ResetPasswordResponse> reset(
      Decision<User> decision, ResetPasswordRequest request, CommandContext context) {
    User user = decision.after();
    String hash = AcceptedPassword.hash(request.password(), context);
    return Decisions.told(
        Outcome.of(new ResetPasswordResponse())
            .changing(credentials.set(user.organizationId(), user.id(), hash, context.now())),
        decision);
  }
}
