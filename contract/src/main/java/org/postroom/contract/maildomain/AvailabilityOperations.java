package org.postroom.contract.maildomain;

import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.NAME_AVAILABILITY;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESOURCE_NOT_FOUND;
import static org.postroom.contract.operation.BoundedContext.MAIL_DOMAIN;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on the availability configurations of foreign domains. */
interface AvailabilityOperations {
  /** Says where to ask for the calendars of a domain. */
  Operation<CreateAvailabilityConfigurationRequest, CreateAvailabilityConfigurationResponse>
      CREATE_AVAILABILITY_CONFIGURATION =
          command(
                  "CreateAvailabilityConfiguration",
                  MAIL_DOMAIN,
                  CreateAvailabilityConfigurationRequest.class,
                  CreateAvailabilityConfigurationResponse.class,
                  CreateAvailabilityConfigurationRequest::organizationId,
                  INVALID_PARAMETER,
                  LIMIT_EXCEEDED,
                  NAME_AVAILABILITY,
                  ORGANIZATION_NOT_FOUND,
                  ORGANIZATION_STATE)
              .withClientToken(CreateAvailabilityConfigurationRequest::clientToken);

  /** Replaces the provider of a configuration, also by one of the other type. */
  Operation<UpdateAvailabilityConfigurationRequest, UpdateAvailabilityConfigurationResponse>
      UPDATE_AVAILABILITY_CONFIGURATION =
          command(
              "UpdateAvailabilityConfiguration",
              MAIL_DOMAIN,
              UpdateAvailabilityConfigurationRequest.class,
              UpdateAvailabilityConfigurationResponse.class,
              UpdateAvailabilityConfigurationRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);

  /** Removes a configuration; an unknown domain is no error. */
  Operation<DeleteAvailabilityConfigurationRequest, DeleteAvailabilityConfigurationResponse>
      DELETE_AVAILABILITY_CONFIGURATION =
          command(
              "DeleteAvailabilityConfiguration",
              MAIL_DOMAIN,
              DeleteAvailabilityConfigurationRequest.class,
              DeleteAvailabilityConfigurationResponse.class,
              DeleteAvailabilityConfigurationRequest::organizationId,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Pages through the configurations of an organization, passwords left out. */
  Operation<ListAvailabilityConfigurationsRequest, ListAvailabilityConfigurationsResponse>
      LIST_AVAILABILITY_CONFIGURATIONS =
          query(
              "ListAvailabilityConfigurations",
              MAIL_DOMAIN,
              ListAvailabilityConfigurationsRequest.class,
              ListAvailabilityConfigurationsResponse.class,
              ListAvailabilityConfigurationsRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Tries a stored configuration or a provider; a failing test is a result, not an error. */
  Operation<TestAvailabilityConfigurationRequest, TestAvailabilityConfigurationResponse>
      TEST_AVAILABILITY_CONFIGURATION =
          query(
              "TestAvailabilityConfiguration",
              MAIL_DOMAIN,
              TestAvailabilityConfigurationRequest.class,
              TestAvailabilityConfigurationResponse.class,
              TestAvailabilityConfigurationRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);
}
