package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Removes a registration that the directory has closed, and frees its name for everyone. If it has
 * become the default meanwhile, the test domain is from now on. One that is gone already, because
 * the domain was registered anew, is passed over.
 */
@Singleton
class DropRegistrationHandler implements InternalCommandHandler<DropRegistration> {
  private final MailDomains domains;
  private final ClosedRegistrations closed;
  private final Registrations registrations;

  DropRegistrationHandler(
      MailDomains domains, ClosedRegistrations closed, Registrations registrations) {
    this.domains = domains;
    this.closed = closed;
    this.registrations = registrations;
  }

  @Override
  public InternalCommandType<DropRegistration> type() {
    return DropRegistration.TYPE;
  }

  @Override
  public boolean runsAlone() {
    // It deletes a global name.
    return true;
  }

  @Override
  public Uni<Outcome<Void>> handle(DropRegistration command, CommandContext context) {
    String organizationId = context.organizationId();
    return domains
        .byId(context.session(), organizationId, command.registrationId())
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom()
                        .item(
                            Outcome.none()
                                .changing(
                                    closed.forget(
                                        organizationId, List.of(command.registrationId()))))
                    : registrations.end(found.get(), Outcome.none(), context));
  }
}
