package org.postroom.directory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.directory.organization.model.OrganizationDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** Runs handlers as the kit does: what they describe is applied once they have accepted. */
public final class Handling {
  public static final String ORGANIZATION = "m-" + "0a".repeat(16);

  private final MemoryDirectory directory;

  public Handling(MemoryDirectory directory) {
    this.directory = directory;
  }

  /** The organization's directory is found like this from now on. */
  public void givenDirectory(OrganizationDirectory directory) {
    this.directory.organizationsById.computeIfPresent(
        ORGANIZATION,
        (id, organization) ->
            new Organization(
                organization.id(),
                organization.account(),
                organization.alias(),
                directory,
                organization.requestedDomains(),
                organization.state(),
                organization.errorMessage(),
                organization.completedAt()));
  }

  /** Puts an organization of {@link MemoryContext#ACCOUNT} into the directory. */
  public void given(OrganizationState state) {
    Organization organization =
        new Organization(
            OrganizationId.of(ORGANIZATION),
            MemoryContext.ACCOUNT,
            OrganizationAlias.of("acme"),
            OrganizationDirectory.own("d-0123456789"),
            List.of(),
            state,
            null,
            null);
    directory.organizationsById.put(ORGANIZATION, organization);
    directory.aliases.put("acme", ORGANIZATION);
    directory.counted.put(ORGANIZATION, MemoryContext.ACCOUNT);
  }

  /** The handler accepts; its changes are applied. */
  public <Q, R> Outcome<R> accepted(CommandHandler<Q, R> handler, Q request) {
    return accepted(handler, request, MemoryContext.of(ORGANIZATION));
  }

  /** The handler accepts; its changes are applied. */
  public <Q, R> Outcome<R> accepted(
      CommandHandler<Q, R> handler, Q request, CommandContext context) {
    return applied(handler.handle(request, context).await().indefinitely());
  }

  /** An outcome that has been decided; its changes are applied. */
  public <R> Outcome<R> applied(Outcome<R> outcome) {
    for (Change change : outcome.changes()) {
      change.apply(null).await().indefinitely();
    }
    return outcome;
  }

  /** The handler refuses with an error its operation declares, and nothing is different. */
  public <Q, R> void refused(ErrorCode code, CommandHandler<Q, R> handler, Q request) {
    refused(code, handler, request, MemoryContext.of(ORGANIZATION));
  }

  /** The handler refuses with an error its operation declares, and nothing is different. */
  public <Q, R> void refused(
      ErrorCode code, CommandHandler<Q, R> handler, Q request, CommandContext context) {
    String before = directory.dump();
    assertRefused(code, () -> handler.handle(request, context).await().indefinitely());
    assertThat(handler.operation().declares(code)).isTrue();
    assertThat(directory.dump()).isEqualTo(before);
  }
}
