package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DescribeResourceRequest;
import org.postroom.contract.directory.DescribeResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.resource.model.Resource;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** DescribeResource; a tombstone by its id. */
@Singleton
class DescribeResourceHandler
    implements QueryHandler<DescribeResourceRequest, DescribeResourceResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;

  DescribeResourceHandler(Organizations organizations, EntityIdentification identification) {
    this.organizations = organizations;
    this.identification = identification;
  }

  @Override
  public Operation<DescribeResourceRequest, DescribeResourceResponse> operation() {
    return DESCRIBE_RESOURCE;
  }

  @Override
  public Uni<DescribeResourceResponse> handle(
      DescribeResourceRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.requireByAnything(
                    context.session(),
                    organization.id(),
                    request.resourceId(),
                    EntityKinds.RESOURCES))
        .map(DescribeResourceHandler::response);
  }

  private static DescribeResourceResponse response(Resource resource) {
    return new DescribeResourceResponse(
        resource.id().value(),
        resource.email() == null ? null : resource.email().text(),
        resource.name().text(),
        resource.resourceType(),
        resource.bookingOptions(),
        resource.state(),
        resource.enabledAt(),
        resource.disabledAt(),
        resource.description(),
        resource.hiddenFromGlobalAddressList());
  }
}
