package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_USER;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.directory.DescribeUserRequest;
import org.postroom.contract.directory.DescribeUserResponse;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserAttributes;
import org.postroom.kit.query.PlainQueryHandler;
import org.postroom.kit.query.QueryContext;

/** DescribeUser; a tombstone by its id. */
@Singleton
class DescribeUserHandler implements PlainQueryHandler<DescribeUserRequest, DescribeUserResponse> {
  private final Users users;
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final UserGlances glances;

  DescribeUserHandler(
      Users users,
      Organizations organizations,
      EntityIdentification identification,
      UserGlances glances) {
    this.users = users;
    this.organizations = organizations;
    this.identification = identification;
    this.glances = glances;
  }

  @Override
  public Operation<DescribeUserRequest, DescribeUserResponse> operation() {
    return DESCRIBE_USER;
  }

  @Override
  public Uni<Optional<DescribeUserResponse>> plainly(DescribeUserRequest request, Caller caller) {
    return glances
        .of(request.organizationId(), request.userId())
        .map(
            seen ->
                seen.filter(glance -> glance.isOpenTo(caller.account()))
                    .map(glance -> response(glance.user())));
  }

  @Override
  public Uni<DescribeUserResponse> handle(DescribeUserRequest request, QueryContext context) {
    return users
        .prefetch(context.session(), request.organizationId(), request.userId())
        .chain(
            () ->
                organizations.active(
                    context.session(), request.organizationId(), context.caller().account()))
        .chain(
            organization ->
                identification.requireByAnything(
                    context.session(), organization.id(), request.userId(), EntityKinds.USERS))
        .map(DescribeUserHandler::response);
  }

  private static DescribeUserResponse response(User user) {
    UserAttributes attributes = user.attributes();
    return new DescribeUserResponse(
        user.id().value(),
        user.name().text(),
        user.email() == null ? null : user.email().text(),
        attributes.displayName(),
        user.state(),
        user.role(),
        user.enabledAt(),
        user.disabledAt(),
        user.mailbox().provisionedAt(),
        user.mailbox().deprovisionedAt(),
        attributes.firstName(),
        attributes.lastName(),
        user.hiddenFromGlobalAddressList(),
        attributes.initials(),
        attributes.telephone(),
        attributes.street(),
        attributes.jobTitle(),
        attributes.city(),
        attributes.company(),
        attributes.zipCode(),
        attributes.department(),
        attributes.country(),
        attributes.office());
  }
}
