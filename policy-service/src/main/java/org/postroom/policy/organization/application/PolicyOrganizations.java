package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.view.KnownOrganizations;

/**
 * The first check of every policy operation: the organization exists, is the caller's, is Active
 * and has its defaults. One that was made before this context took part in the creation gets them
 * when its events are read again; in the moment between, callers are asked to come back, because
 * without its defaults an organization would deny everything.
 */
@Singleton
public class PolicyOrganizations {
  private final KnownOrganizations organizations;
  private final PolicySettings settings;

  PolicyOrganizations(KnownOrganizations organizations, PolicySettings settings) {
    this.organizations = organizations;
    this.settings = settings;
  }

  /** The command's organization, which is refused only after the view has caught up. */
  public Uni<Void> require(CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> requireDefaults(context.session(), context.organizationId()));
  }

  /** The query's organization, which is refused only after the view has caught up. */
  public Uni<Void> require(QueryContext context, String organizationId) {
    return organizations
        .require(context, organizationId)
        .chain(() -> requireDefaults(context.session(), organizationId));
  }

  private Uni<Void> requireDefaults(Mutiny.Session session, String organizationId) {
    return settings
        .exist(session, organizationId)
        .invoke(
            exist -> {
              if (!exist) {
                throw new OperationRejected(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "The organization's policies are being set up. Try again.");
              }
            })
        .replaceWithVoid();
  }
}
