package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganization;
import org.postroom.kit.view.KnownOrganizations;

/** The toy context's query that rests on its view of organizations. */
@Singleton
public class GetOrganization implements QueryHandler<GetOrganization.Request, KnownOrganization> {
  /** With {@code find} it never refuses. */
  public record Request(String organizationId, boolean find) {}

  private static final Operation<Request, KnownOrganization> GET_ORGANIZATION =
      Operation.query(
          "GetOrganization",
          BoundedContext.POLICY,
          Request.class,
          KnownOrganization.class,
          Request::organizationId,
          ErrorCode.ORGANIZATION_NOT_FOUND,
          ErrorCode.ORGANIZATION_STATE);

  private final KnownOrganizations organizations;

  GetOrganization(KnownOrganizations organizations) {
    this.organizations = organizations;
  }

  @Override
  public Operation<Request, KnownOrganization> operation() {
    return GET_ORGANIZATION;
  }

  @Override
  public Uni<KnownOrganization> handle(Request request, QueryContext context) {
    String organizationId = request.organizationId();
    return request.find()
        ? context
            .caughtUpWith(BoundedContext.DIRECTORY, organizationId)
            .chain(() -> organizations.find(context.session(), organizationId))
            .map(found -> found.orElse(new KnownOrganization(organizationId, "", "", "unknown")))
        : organizations.require(context, organizationId);
  }
}
