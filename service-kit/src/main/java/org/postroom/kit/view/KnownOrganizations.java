package org.postroom.kit.view;

import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.query.QueryContext;

/**
 * The organizations as the directory's events tell, for every context but the directory itself. The
 * first check of every operation is here: the organization exists, belongs to the caller's account
 * and is Active.
 */
@Singleton
public class KnownOrganizations {
  private static final String FIND =
      "select account, alias, state from OrganizationRow where organizationId = :organizationId";

  /**
   * The command's organization. It is refused only after the view has caught up with the directory.
   */
  public Uni<KnownOrganization> require(CommandContext context) {
    return require(
        context.session(),
        context.organizationId(),
        context.account(),
        () -> context.caughtUpWith(DIRECTORY));
  }

  /** The query's organization. It is refused only after the view has caught up. */
  public Uni<KnownOrganization> require(QueryContext context, String organizationId) {
    return require(
        context.session(),
        organizationId,
        context.caller().account(),
        () -> context.sureOf(DIRECTORY, organizationId));
  }

  /** What the view holds now; empty for an organization it does not know. */
  public Uni<Optional<KnownOrganization>> find(Mutiny.Session session, String organizationId) {
    // Columns, not the entity: a second look must not be answered by the session's memory.
    return session
        .createSelectionQuery(FIND, Object[].class)
        .setParameter("organizationId", organizationId)
        .getResultList()
        .map(rows -> first(organizationId, rows));
  }

  private Uni<KnownOrganization> require(
      Mutiny.Session session, String organizationId, String account, Supplier<Uni<Void>> catchUp) {
    return find(session, organizationId)
        .chain(
            known ->
                isOpenTo(known, account)
                    ? Uni.createFrom().item(known.get())
                    : catchUp
                        .get()
                        .chain(() -> find(session, organizationId))
                        .map(found -> admit(organizationId, found, account)));
  }

  private static boolean isOpenTo(Optional<KnownOrganization> known, String account) {
    return known.filter(it -> it.account().equals(account) && it.isActive()).isPresent();
  }

  private static KnownOrganization admit(
      String organizationId, Optional<KnownOrganization> found, String account) {
    KnownOrganization organization =
        found
            .filter(it -> it.account().equals(account))
            .orElseThrow(
                () ->
                    new OperationRejected(
                        ErrorCode.ORGANIZATION_NOT_FOUND,
                        "Organization " + organizationId + " does not exist."));
    if (!organization.isActive()) {
      throw new OperationRejected(
          ErrorCode.ORGANIZATION_STATE,
          "Organization " + organizationId + " is not Active, state: " + organization.state());
    }
    return organization;
  }

  private static Optional<KnownOrganization> first(String organizationId, List<Object[]> rows) {
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new KnownOrganization(
                    organizationId, (String) row[0], (String) row[1], (String) row[2]));
  }
}
