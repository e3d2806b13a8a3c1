package org.postroom.directory.registration.application;

import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.RegisterToWorkMailResponse;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.NamedEntity;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.maildomain.application.UsableMailDomain;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.user.application.UserIdentification;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * RegisterToWorkMail of a user, by id or name. Registering again under the same address is no
 * change, under another one it is refused.
 */
@Singleton
class RegisterToWorkMailHandler
    implements CommandHandler<RegisterToWorkMailRequest, RegisterToWorkMailResponse> {
  private final Organizations organizations;
  private final UserIdentification identification;
  private final Users users;
  private final EntityAddresses addresses;
  private final UsableMailDomain mailDomain;

  RegisterToWorkMailHandler(
      Organizations organizations,
      UserIdentification identification,
      Users users,
      EntityAddresses addresses,
      UsableMailDomain mailDomain) {
    this.organizations = organizations;
    this.identification = identification;
    this.users = users;
    this.addresses = addresses;
    this.mailDomain = mailDomain;
  }

  @Override
  public Operation<RegisterToWorkMailRequest, RegisterToWorkMailResponse> operation() {
    return REGISTER_TO_WORK_MAIL;
  }

  @Override
  public Uni<Outcome<RegisterToWorkMailResponse>> handle(
      RegisterToWorkMailRequest request, CommandContext context) {
    EmailAddress address = EmailAddress.of(request.email());
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification.byIdOrName(context.session(), organization.id(), request.entityId()))
        .map(found -> found.orElseThrow(User::notFound))
        .chain(
            user ->
                user.isRegisteredUnder(address)
                    ? Uni.createFrom().item(Outcome.of(new RegisterToWorkMailResponse()))
                    : register(user.requireWritable(), address, context));
  }

  private Uni<Outcome<RegisterToWorkMailResponse>> register(
      User user, EmailAddress address, CommandContext context) {
    return mailDomain
        .require(user.organizationId(), address, context)
        .chain(() -> addresses.find(context.session(), user.organizationId(), address.key()))
        .map(
            owner -> {
              if (owner.isPresent()) {
                throw new OperationRejected(
                    ErrorCode.EMAIL_ADDRESS_IN_USE, "The address is in use.");
              }
              return registered(user.register(address, context.now()));
            });
  }

  private Outcome<RegisterToWorkMailResponse> registered(Decision<User> decision) {
    User user = decision.after();
    return Decisions.told(
        Outcome.of(new RegisterToWorkMailResponse())
            .changing(
                addresses.claimPrimary(
                    user.organizationId(),
                    user.email(),
                    new NamedEntity(user.id(), EntityType.USER)))
            .changing(users.replace(user)),
        decision);
  }
}
