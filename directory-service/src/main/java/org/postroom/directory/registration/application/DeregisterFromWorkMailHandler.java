package org.postroom.directory.registration.application;

import static org.postroom.contract.directory.DirectoryOperations.DEREGISTER_FROM_WORK_MAIL;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeregisterFromWorkMailRequest;
import org.postroom.contract.directory.DeregisterFromWorkMailResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.user.application.UserIdentification;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DeregisterFromWorkMail of a user: its addresses are free, its mailbox is kept for a while. */
@Singleton
class DeregisterFromWorkMailHandler
    implements CommandHandler<DeregisterFromWorkMailRequest, DeregisterFromWorkMailResponse> {
  private final Organizations organizations;
  private final UserIdentification identification;
  private final Users users;
  private final EntityAddresses addresses;

  DeregisterFromWorkMailHandler(
      Organizations organizations,
      UserIdentification identification,
      Users users,
      EntityAddresses addresses) {
    this.organizations = organizations;
    this.identification = identification;
    this.users = users;
    this.addresses = addresses;
  }

  @Override
  public Operation<DeregisterFromWorkMailRequest, DeregisterFromWorkMailResponse> operation() {
    return DEREGISTER_FROM_WORK_MAIL;
  }

  @Override
  public Uni<Outcome<DeregisterFromWorkMailResponse>> handle(
      DeregisterFromWorkMailRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification.byAnything(context.session(), organization.id(), request.entityId()))
        .map(found -> found.orElseThrow(User::notFound).requireNotDeleted())
        .chain(
            user ->
                addresses
                    .of(context.session(), user.organizationId(), user.id())
                    .map(held -> user.deregister(held, context.now())))
        .map(this::outcome);
  }

  private Outcome<DeregisterFromWorkMailResponse> outcome(Decision<User> decision) {
    Outcome<DeregisterFromWorkMailResponse> outcome =
        Outcome.of(new DeregisterFromWorkMailResponse());
    User user = decision.after();
    return decision.changesNothing()
        ? outcome
        : Decisions.told(
            outcome
                .changing(users.replace(user))
                .changing(addresses.freeAll(user.organizationId(), user.id())),
            decision);
  }
}
