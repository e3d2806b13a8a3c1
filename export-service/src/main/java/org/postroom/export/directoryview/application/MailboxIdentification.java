package org.postroom.export.directoryview.application;

import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.export.directoryview.model.Mailbox;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.directory.DirectoryEntities;
import org.postroom.kit.directory.Match;

/**
 * Finds the mailbox that a caller's identifier means. The view of the directory may lag, and what
 * is begun for a mailbox that has gone meanwhile is set right by nothing; so neither a refusal nor
 * a mailbox is believed before the view has caught up with the directory.
 */
@Singleton
public class MailboxIdentification {
  private final DirectoryEntities entities;
  private final Mailboxes mailboxes;

  MailboxIdentification(DirectoryEntities entities, Mailboxes mailboxes) {
    this.entities = entities;
    this.mailboxes = mailboxes;
  }

  /**
   * The mailbox of the registered user or resource with this id, primary address, alias or name,
   * else EntityNotFound: for what is unknown, a group, not registered or has its mail elsewhere.
   */
  public Uni<Mailbox> require(CommandContext context, String identifier) {
    return context
        .caughtUpWith(DIRECTORY)
        .chain(
            () ->
                entities.find(
                    context.session(),
                    context.organizationId(),
                    List.of(identifier),
                    context.now()))
        .chain(found -> mailboxOf(found.get(identifier), context))
        .map(
            mailbox ->
                mailbox.orElseThrow(
                    () ->
                        new OperationRejected(
                            ErrorCode.ENTITY_NOT_FOUND,
                            "There is no user or resource with a mailbox of this identifier.")));
  }

  private Uni<Optional<Mailbox>> mailboxOf(Match match, CommandContext context) {
    return match == null
        ? Uni.createFrom().item(Optional.empty())
        : mailboxes.find(context.session(), context.organizationId(), match.entity().id());
  }
}
