package org.postroom.directory.registration.application;

import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.RegisterToWorkMailResponse;
import org.postroom.contract.directory.event.MailboxPurged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.mailbox.application.Mailboxes;
import org.postroom.directory.maildomain.application.UsableMailDomain;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * RegisterToWorkMail of a user, group or resource, by id or name. Registering again under the same
 * address is no change, under another one it is refused. A mailbox that has been kept long enough
 * is not given back, also when nobody has come to purge it yet: it is purged first.
 */
@Singleton
class RegisterToWorkMailHandler
    implements CommandHandler<RegisterToWorkMailRequest, RegisterToWorkMailResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityStore entities;
  private final EntityAddresses addresses;
  private final UsableMailDomain mailDomain;
  private final Mailboxes mailboxes;

  RegisterToWorkMailHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityStore entities,
      EntityAddresses addresses,
      UsableMailDomain mailDomain,
      Mailboxes mailboxes) {
    this.organizations = organizations;
    this.identification = identification;
    this.entities = entities;
    this.addresses = addresses;
    this.mailDomain = mailDomain;
    this.mailboxes = mailboxes;
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
                identification
                    .requireByIdOrName(
                        context.session(), organization.id(), request.entityId(), EntityKinds.ALL)
                    .chain(entity -> register(organization, entity, address, context)));
  }

  private Uni<Outcome<RegisterToWorkMailResponse>> register(
      Organization organization,
      DirectoryEntity<?> entity,
      EmailAddress address,
      CommandContext context) {
    if (entity.isRegisteredUnder(address)) {
      return Uni.createFrom().item(Outcome.of(new RegisterToWorkMailResponse()));
    }
    organization.requireRegistrable(entity.type(), operation());
    return register(entity.requireWritable(), address, context);
  }

  private Uni<Outcome<RegisterToWorkMailResponse>> register(
      DirectoryEntity<?> entity, EmailAddress address, CommandContext context) {
    return mailDomain
        .require(entity.organizationId(), address, context)
        .chain(() -> addresses.find(context.session(), entity.organizationId(), address.key()))
        .chain(
            owner -> {
              if (owner.isPresent()) {
                throw new OperationRejected(
                    ErrorCode.EMAIL_ADDRESS_IN_USE, "The address is in use.");
              }
              return isFormerMailboxDue(entity, context);
            })
        .map(
            isDue ->
                registered(
                    isDue ? purged(entity) : Outcome.of(new RegisterToWorkMailResponse()),
                    entity.register(address, context.now()),
                    context));
  }

  /** Whether a mailbox is still there that the timer would have purged by now. */
  private Uni<Boolean> isFormerMailboxDue(DirectoryEntity<?> entity, CommandContext context) {
    return entity.hasMailbox() && entity.mailbox().isOverdue(context.now())
        ? mailboxes.isDue(context.session(), entity.organizationId(), entity.id(), context.now())
        : Uni.createFrom().item(false);
  }

  private Outcome<RegisterToWorkMailResponse> purged(DirectoryEntity<?> entity) {
    return Outcome.of(new RegisterToWorkMailResponse())
        .changing(mailboxes.purge(entity.organizationId(), List.of(entity.id())))
        .emitting(new MailboxPurged(entity.id().value()));
  }

  private Outcome<RegisterToWorkMailResponse> registered(
      Outcome<RegisterToWorkMailResponse> before,
      Decision<? extends DirectoryEntity<?>> decision,
      CommandContext context) {
    DirectoryEntity<?> entity = decision.after();
    Outcome<RegisterToWorkMailResponse> outcome =
        before
            .changing(
                addresses.claimPrimary(entity.organizationId(), entity.email(), entity.named()))
            .changing(entities.replace(entity));
    return Decisions.told(
        entity.hasMailbox()
            ? outcome.changing(
                mailboxes.use(entity.organizationId(), entity.id(), context.partition()))
            : outcome,
        decision);
  }
}
