package org.postroom.maildomain.availability.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

/** An availability configuration; either the columns of EWS are set or that of Lambda. */
@Entity
@Table(name = "availability_configuration")
@IdClass(AvailabilityConfigurationRow.Key.class)
class AvailabilityConfigurationRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Id
  @Column(name = "domain_name")
  String domainName;

  @Column(name = "ews_endpoint")
  String ewsEndpoint;

  @Column(name = "ews_user_name")
  String ewsUserName;

  @Column(name = "ews_password")
  String ewsPassword;

  @Column(name = "lambda_arn")
  String lambdaArn;

  @Column(name = "creation_number")
  long creationNumber;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "modified_at")
  Instant modifiedAt;

  protected AvailabilityConfigurationRow() {}

  AvailabilityConfigurationRow(String organizationId, DomainAvailability configuration) {
    this.organizationId = organizationId;
    this.domainName = configuration.domain().text();
    this.creationNumber = configuration.creationNumber();
    this.createdAt = configuration.created();
    hold(configuration);
  }

  /** Takes over what an update can change. */
  final void hold(DomainAvailability configuration) {
    AvailabilityProvider.Ews ews =
        configuration.provider() instanceof AvailabilityProvider.Ews it ? it : null;
    ewsEndpoint = ews == null ? null : ews.endpoint();
    ewsUserName = ews == null ? null : ews.userName();
    ewsPassword = ews == null ? null : ews.sealedPassword();
    lambdaArn =
        configuration.provider() instanceof AvailabilityProvider.Lambda lambda
            ? lambda.arn()
            : null;
    modifiedAt = configuration.modified();
  }

  DomainAvailability value() {
    return new DomainAvailability(
        new CalendarDomain(domainName),
        lambdaArn == null
            ? new AvailabilityProvider.Ews(ewsEndpoint, ewsUserName, ewsPassword)
            : new AvailabilityProvider.Lambda(lambdaArn),
        creationNumber,
        createdAt,
        modifiedAt);
  }

  record Key(String organizationId, String domainName) {}
}
