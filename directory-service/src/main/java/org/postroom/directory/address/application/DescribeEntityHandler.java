package org.postroom.directory.address.application;

import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_ENTITY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DescribeEntityRequest;
import org.postroom.contract.directory.DescribeEntityResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** DescribeEntity: whose primary address or alias an address is. */
@Singleton
class DescribeEntityHandler implements QueryHandler<DescribeEntityRequest, DescribeEntityResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;

  DescribeEntityHandler(Organizations organizations, EntityIdentification identification) {
    this.organizations = organizations;
    this.identification = identification;
  }

  @Override
  public Operation<DescribeEntityRequest, DescribeEntityResponse> operation() {
    return DESCRIBE_ENTITY;
  }

  @Override
  public Uni<DescribeEntityResponse> handle(DescribeEntityRequest request, QueryContext context) {
    EmailAddress address = EmailAddress.of(request.email());
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization -> identification.byAddress(context.session(), organization.id(), address))
        .map(found -> response(found.orElseThrow(EntityKinds.ALL::notFound)));
  }

  private static DescribeEntityResponse response(DirectoryEntity<?> entity) {
    return new DescribeEntityResponse(entity.id().value(), entity.name().text(), entity.type());
  }
}
