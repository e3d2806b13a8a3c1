package org.postroom.contract.maildomain;

import java.util.List;
import org.postroom.contract.operation.Operation;

/** The operations of the mail-domain context, inherited from one table per subject. */
public final class MailDomainOperations implements DomainOperations, AvailabilityOperations {
  /** Every row of the context. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          REGISTER_MAIL_DOMAIN,
          GET_MAIL_DOMAIN,
          LIST_MAIL_DOMAINS,
          UPDATE_DEFAULT_MAIL_DOMAIN,
          DESCRIBE_INBOUND_DMARC_SETTINGS,
          PUT_INBOUND_DMARC_SETTINGS,
          CREATE_AVAILABILITY_CONFIGURATION,
          UPDATE_AVAILABILITY_CONFIGURATION,
          DELETE_AVAILABILITY_CONFIGURATION,
          LIST_AVAILABILITY_CONFIGURATIONS,
          TEST_AVAILABILITY_CONFIGURATION);

  private MailDomainOperations() {}
}
