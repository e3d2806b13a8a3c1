package org.postroom.contract.directory;

import static org.postroom.contract.error.ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED;
import static org.postroom.contract.error.ErrorCode.DIRECTORY_UNAVAILABLE;
import static org.postroom.contract.error.ErrorCode.EMAIL_ADDRESS_IN_USE;
import static org.postroom.contract.error.ErrorCode.ENTITY_ALREADY_REGISTERED;
import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ENTITY_STATE;
import static org.postroom.contract.error.ErrorCode.INVALID_CUSTOM_SES_CONFIGURATION;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_IN_USE;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_STATE;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.UNSUPPORTED_OPERATION;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on registration, addresses and what an address leads to. */
interface AddressOperations {
  /** Enables a user, group or resource under a primary address. */
  Operation<RegisterToWorkMailRequest, RegisterToWorkMailResponse> REGISTER_TO_WORK_MAIL =
      command(
          "RegisterToWorkMail",
          DIRECTORY,
          RegisterToWorkMailRequest.class,
          RegisterToWorkMailResponse.class,
          RegisterToWorkMailRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          EMAIL_ADDRESS_IN_USE,
          ENTITY_ALREADY_REGISTERED,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          MAIL_DOMAIN_NOT_FOUND,
          MAIL_DOMAIN_STATE,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Disables a user, group or resource and frees its addresses. */
  Operation<DeregisterFromWorkMailRequest, DeregisterFromWorkMailResponse>
      DEREGISTER_FROM_WORK_MAIL =
          command(
              "DeregisterFromWorkMail",
              DIRECTORY,
              DeregisterFromWorkMailRequest.class,
              DeregisterFromWorkMailResponse.class,
              DeregisterFromWorkMailRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Replaces the primary address of an ENABLED entity. */
  Operation<UpdatePrimaryEmailAddressRequest, UpdatePrimaryEmailAddressResponse>
      UPDATE_PRIMARY_EMAIL_ADDRESS =
          command(
              "UpdatePrimaryEmailAddress",
              DIRECTORY,
              UpdatePrimaryEmailAddressRequest.class,
              UpdatePrimaryEmailAddressResponse.class,
              UpdatePrimaryEmailAddressRequest::organizationId,
              DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
              DIRECTORY_UNAVAILABLE,
              EMAIL_ADDRESS_IN_USE,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              MAIL_DOMAIN_NOT_FOUND,
              MAIL_DOMAIN_STATE,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              UNSUPPORTED_OPERATION);

  /** Gives an ENABLED entity a further address. */
  Operation<CreateAliasRequest, CreateAliasResponse> CREATE_ALIAS =
      command(
          "CreateAlias",
          DIRECTORY,
          CreateAliasRequest.class,
          CreateAliasResponse.class,
          CreateAliasRequest::organizationId,
          EMAIL_ADDRESS_IN_USE,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          LIMIT_EXCEEDED,
          MAIL_DOMAIN_NOT_FOUND,
          MAIL_DOMAIN_STATE,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Takes an alias from an entity; an absent alias is no error. */
  Operation<DeleteAliasRequest, DeleteAliasResponse> DELETE_ALIAS =
      command(
          "DeleteAlias",
          DIRECTORY,
          DeleteAliasRequest.class,
          DeleteAliasResponse.class,
          DeleteAliasRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Pages through the aliases of an entity, the primary address excluded. */
  Operation<ListAliasesRequest, ListAliasesResponse> LIST_ALIASES =
      query(
          "ListAliases",
          DIRECTORY,
          ListAliasesRequest.class,
          ListAliasesResponse.class,
          ListAliasesRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Finds the entity that has an address. */
  Operation<DescribeEntityRequest, DescribeEntityResponse> DESCRIBE_ENTITY =
      query(
          "DescribeEntity",
          DIRECTORY,
          DescribeEntityRequest.class,
          DescribeEntityResponse.class,
          DescribeEntityRequest::organizationId,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /**
   * Removes a mail domain that no address uses. The directory decides it, because it alone knows
   * which addresses exist.
   */
  Operation<DeregisterMailDomainRequest, DeregisterMailDomainResponse> DEREGISTER_MAIL_DOMAIN =
      command(
          "DeregisterMailDomain",
          DIRECTORY,
          DeregisterMailDomainRequest.class,
          DeregisterMailDomainResponse.class,
          DeregisterMailDomainRequest::organizationId,
          INVALID_CUSTOM_SES_CONFIGURATION,
          INVALID_PARAMETER,
          MAIL_DOMAIN_IN_USE,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);
}
