package org.postroom.contract.maildomain.event;

import static org.postroom.contract.operation.BoundedContext.MAIL_DOMAIN;

import java.util.List;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.event.OrganizationSetUpRefused;

/** The events of the mail-domain context. */
public final class MailDomainEvents {
  public static final EventType<MailDomainRegistered> MAIL_DOMAIN_REGISTERED =
      EventType.of(MAIL_DOMAIN, "MailDomainRegistered", MailDomainRegistered.class);
  public static final EventType<MailDomainVerificationChanged> MAIL_DOMAIN_VERIFICATION_CHANGED =
      EventType.of(
          MAIL_DOMAIN, "MailDomainVerificationChanged", MailDomainVerificationChanged.class);
  public static final EventType<DefaultMailDomainChanged> DEFAULT_MAIL_DOMAIN_CHANGED =
      EventType.of(MAIL_DOMAIN, "DefaultMailDomainChanged", DefaultMailDomainChanged.class);
  public static final EventType<DkimKeyChanged> DKIM_KEY_CHANGED =
      EventType.of(MAIL_DOMAIN, "DkimKeyChanged", DkimKeyChanged.class);
  public static final EventType<MailDomainDeregistered> MAIL_DOMAIN_DEREGISTERED =
      EventType.of(MAIL_DOMAIN, "MailDomainDeregistered", MailDomainDeregistered.class);
  public static final EventType<InboundDmarcSettingsChanged> INBOUND_DMARC_SETTINGS_CHANGED =
      EventType.of(MAIL_DOMAIN, "InboundDmarcSettingsChanged", InboundDmarcSettingsChanged.class);
  public static final EventType<EwsAvailabilityConfigured> EWS_AVAILABILITY_CONFIGURED =
      EventType.of(MAIL_DOMAIN, "EwsAvailabilityConfigured", EwsAvailabilityConfigured.class);
  public static final EventType<LambdaAvailabilityConfigured> LAMBDA_AVAILABILITY_CONFIGURED =
      EventType.of(MAIL_DOMAIN, "LambdaAvailabilityConfigured", LambdaAvailabilityConfigured.class);
  public static final EventType<AvailabilityConfigurationDeleted>
      AVAILABILITY_CONFIGURATION_DELETED =
          EventType.of(
              MAIL_DOMAIN,
              "AvailabilityConfigurationDeleted",
              AvailabilityConfigurationDeleted.class);
  public static final EventType<OrganizationSetUpConfirmed> ORGANIZATION_SET_UP_CONFIRMED =
      EventType.of(MAIL_DOMAIN, "OrganizationSetUpConfirmed", OrganizationSetUpConfirmed.class);
  public static final EventType<OrganizationSetUpRefused> ORGANIZATION_SET_UP_REFUSED =
      EventType.of(MAIL_DOMAIN, "OrganizationSetUpRefused", OrganizationSetUpRefused.class);
  public static final EventType<OrganizationRemovalConfirmed> ORGANIZATION_REMOVAL_CONFIRMED =
      EventType.of(MAIL_DOMAIN, "OrganizationRemovalConfirmed", OrganizationRemovalConfirmed.class);

  public static final EventCatalogue CATALOGUE =
      new EventCatalogue(
          MAIL_DOMAIN,
          List.of(
              MAIL_DOMAIN_REGISTERED,
              MAIL_DOMAIN_VERIFICATION_CHANGED,
              DEFAULT_MAIL_DOMAIN_CHANGED,
              DKIM_KEY_CHANGED,
              MAIL_DOMAIN_DEREGISTERED,
              INBOUND_DMARC_SETTINGS_CHANGED,
              EWS_AVAILABILITY_CONFIGURED,
              LAMBDA_AVAILABILITY_CONFIGURED,
              AVAILABILITY_CONFIGURATION_DELETED,
              ORGANIZATION_SET_UP_CONFIRMED,
              ORGANIZATION_SET_UP_REFUSED,
              ORGANIZATION_REMOVAL_CONFIRMED));

  private MailDomainEvents() {}
}
