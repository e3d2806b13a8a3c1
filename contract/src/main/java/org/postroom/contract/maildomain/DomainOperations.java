package org.postroom.contract.maildomain;

import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_IN_USE;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_STATE;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.operation.BoundedContext.MAIL_DOMAIN;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on mail domains and the protection of incoming mail. */
interface DomainOperations {
  /** Claims a mail domain, unverified until its DNS records are found. */
  Operation<RegisterMailDomainRequest, RegisterMailDomainResponse> REGISTER_MAIL_DOMAIN =
      command(
              "RegisterMailDomain",
              MAIL_DOMAIN,
              RegisterMailDomainRequest.class,
              RegisterMailDomainResponse.class,
              RegisterMailDomainRequest::organizationId,
              INVALID_PARAMETER,
              LIMIT_EXCEEDED,
              MAIL_DOMAIN_IN_USE,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE)
          .withClientToken(RegisterMailDomainRequest::clientToken);

  /** Reads a mail domain with the DNS records it needs. */
  Operation<GetMailDomainRequest, GetMailDomainResponse> GET_MAIL_DOMAIN =
      query(
          "GetMailDomain",
          MAIL_DOMAIN,
          GetMailDomainRequest.class,
          GetMailDomainResponse.class,
          GetMailDomainRequest::organizationId,
          INVALID_PARAMETER,
          MAIL_DOMAIN_NOT_FOUND,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Pages through the mail domains of an organization. */
  Operation<ListMailDomainsRequest, ListMailDomainsResponse> LIST_MAIL_DOMAINS =
      query(
          "ListMailDomains",
          MAIL_DOMAIN,
          ListMailDomainsRequest.class,
          ListMailDomainsResponse.class,
          ListMailDomainsRequest::organizationId,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Makes a verified domain the default of its organization. */
  Operation<UpdateDefaultMailDomainRequest, UpdateDefaultMailDomainResponse>
      UPDATE_DEFAULT_MAIL_DOMAIN =
          command(
              "UpdateDefaultMailDomain",
              MAIL_DOMAIN,
              UpdateDefaultMailDomainRequest.class,
              UpdateDefaultMailDomainResponse.class,
              UpdateDefaultMailDomainRequest::organizationId,
              INVALID_PARAMETER,
              MAIL_DOMAIN_NOT_FOUND,
              MAIL_DOMAIN_STATE,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Reads whether DMARC is enforced on incoming mail. */
  Operation<DescribeInboundDmarcSettingsRequest, DescribeInboundDmarcSettingsResponse>
      DESCRIBE_INBOUND_DMARC_SETTINGS =
          query(
              "DescribeInboundDmarcSettings",
              MAIL_DOMAIN,
              DescribeInboundDmarcSettingsRequest.class,
              DescribeInboundDmarcSettingsResponse.class,
              DescribeInboundDmarcSettingsRequest::organizationId,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Sets whether DMARC is enforced on incoming mail. */
  Operation<PutInboundDmarcSettingsRequest, PutInboundDmarcSettingsResponse>
      PUT_INBOUND_DMARC_SETTINGS =
          command(
              "PutInboundDmarcSettings",
              MAIL_DOMAIN,
              PutInboundDmarcSettingsRequest.class,
              PutInboundDmarcSettingsResponse.class,
              PutInboundDmarcSettingsRequest::organizationId,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);
}
