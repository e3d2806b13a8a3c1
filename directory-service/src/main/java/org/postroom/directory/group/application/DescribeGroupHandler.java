package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_GROUP;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DescribeGroupRequest;
import org.postroom.contract.directory.DescribeGroupResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** DescribeGroup; a tombstone by its id. */
@Singleton
class DescribeGroupHandler implements QueryHandler<DescribeGroupRequest, DescribeGroupResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;

  DescribeGroupHandler(Organizations organizations, EntityIdentification identification) {
    this.organizations = organizations;
    this.identification = identification;
  }

  @Override
  public Operation<DescribeGroupRequest, DescribeGroupResponse> operation() {
    return DESCRIBE_GROUP;
  }

  @Override
  public Uni<DescribeGroupResponse> handle(DescribeGroupRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.requireByAnything(
                    context.session(), organization.id(), request.groupId(), EntityKinds.GROUPS))
        .map(DescribeGroupHandler::response);
  }

  private static DescribeGroupResponse response(Group group) {
    return new DescribeGroupResponse(
        group.id().value(),
        group.name().text(),
        group.email() == null ? null : group.email().text(),
        group.state(),
        group.enabledAt(),
        group.disabledAt(),
        group.hiddenFromGlobalAddressList());
  }
}
