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
import org.postroom.directory.mailbox.application.Mailboxes;
import org.postroom.directory.mailbox.model.Mailbox;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * DeregisterFromWorkMail of a user, group or resource: its addresses are free, its mailbox is kept
 * for a while.
 */
@Singleton
class DeregisterFromWorkMailHandler
    implements CommandHandler<DeregisterFromWorkMailRequest, DeregisterFromWorkMailResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityStore entities;
  private final EntityAddresses addresses;
  private final Mailboxes mailboxes;

  DeregisterFromWorkMailHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityStore entities,
      EntityAddresses addresses,
      Mailboxes mailboxes) {
    this.organizations = organizations;
    this.identification = identification;
    this.entities = entities;
    this.addresses = addresses;
    this.mailboxes = mailboxes;
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
                identification.requireByAnything(
                    context.session(), organization.id(), request.entityId(), EntityKinds.ALL))
        .chain(found -> deregister(found, context));
  }

  private Uni<Outcome<DeregisterFromWorkMailResponse>> deregister(
      DirectoryEntity<?> entity, CommandContext context) {
    entity.requireNotDeleted();
    return addresses
        .of(context.session(), entity.organizationId(), entity.id())
        .map(
            held ->
                outcome(
                    entity.deregister(held, context.now()), entity.mailbox().isInUse(), context));
  }

  private Outcome<DeregisterFromWorkMailResponse> outcome(
      Decision<? extends DirectoryEntity<?>> decision,
      boolean usedAMailbox,
      CommandContext context) {
    Outcome<DeregisterFromWorkMailResponse> outcome =
        Outcome.of(new DeregisterFromWorkMailResponse());
    if (decision.changesNothing()) {
      return outcome;
    }
    DirectoryEntity<?> entity = decision.after();
    Outcome<DeregisterFromWorkMailResponse> deregistered =
        outcome
            .changing(entities.replace(entity))
            .changing(addresses.freeAll(entity.organizationId(), entity.id()));
    return Decisions.told(
        usedAMailbox ? deregistered.changing(keep(entity, context)) : deregistered, decision);
  }

  private Change keep(DirectoryEntity<?> entity, CommandContext context) {
    return mailboxes.keep(
        entity.organizationId(),
        entity.id(),
        context.partition(),
        context.now().plus(Mailbox.RETENTION));
  }
}
