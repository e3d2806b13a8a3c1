package org.postroom.kit.access;

import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.access.AccessDenied;
import org.postroom.contract.directory.OrganizationArn;
import org.postroom.contract.message.Caller;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.query.QueryContext;

/**
 * Decides the statements about tags that came with a call, before anything else is looked at. It
 * decides on what the directory had committed when the call came: a tag that was acknowledged
 * before counts.
 */
@Singleton
public class Admission {
  private final OrganizationTags tags;
  private final String region;

  @Inject
  Admission(OrganizationTags tags, KitConfig config) {
    this(tags, config.region());
  }

  /** As the container makes it, for tests that go without. */
  public Admission(OrganizationTags tags, String region) {
    this.tags = tags;
    this.region = region;
  }

  /** Whether there is anything to decide. */
  public static boolean isNeeded(Caller caller) {
    return caller != null && caller.tagStatements() != null;
  }

  /** Refuses with AccessDenied what the caller's policy does not allow. */
  public Uni<Void> admit(CommandContext context) {
    return context
        .caughtUpWith(DIRECTORY)
        .chain(
            () ->
                admit(
                    context.session(),
                    context.command().caller(),
                    context.command().operation(),
                    context.organizationId()));
  }

  /** As for commands. */
  public Uni<Void> admit(QueryContext context, String operation, String organizationId) {
    return context
        .sureOf(DIRECTORY, organizationId)
        .chain(() -> admit(context.session(), context.caller(), operation, organizationId));
  }

  private Uni<Void> admit(
      Mutiny.Session session, Caller caller, String operation, String organizationId) {
    return tags.of(session, organizationId, caller.account())
        .invoke(
            found -> {
              if (!caller.tagStatements().allows(found)) {
                throw AccessDenied.of(
                    caller.principal(),
                    operation,
                    new OrganizationArn(region, caller.account(), organizationId).text());
              }
            })
        .replaceWithVoid();
  }
}
