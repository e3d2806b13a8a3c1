package org.postroom.directory.tag.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.OrganizationArn;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.database.KitConfig;

/** Finds the organization that an ARN names. */
@Singleton
class TaggedOrganization {
  private final Organizations organizations;
  private final KitConfig config;

  TaggedOrganization(Organizations organizations, KitConfig config) {
    this.organizations = organizations;
    this.config = config;
  }

  /** The organization in whatever state; an unknown or foreign ARN is ResourceNotFound. */
  Uni<Organization> named(Mutiny.Session session, String arn, String account) {
    return organizations
        .find(session, OrganizationId.of(OrganizationArn.organizationIdOf(arn)))
        .map(
            found ->
                found
                    .filter(organization -> organization.account().equals(account))
                    .filter(organization -> organization.arn(config.region()).equals(arn))
                    .orElseThrow(
                        () ->
                            new OperationRejected(
                                ErrorCode.RESOURCE_NOT_FOUND, "The resource does not exist.")));
  }
}
