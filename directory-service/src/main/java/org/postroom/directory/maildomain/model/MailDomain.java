package org.postroom.directory.maildomain.model;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.ReservedNames;

/**
 * What the directory knows of a mail domain that another context owns.
 *
 * @param registrationId changes when the domain is registered anew
 * @param name in lower case
 * @param testDomain whether it came with the organization
 * @param ownershipStatus PENDING, VERIFIED or FAILED
 */
public record MailDomain(
    String registrationId, String name, boolean testDomain, String ownershipStatus) {
  private static final String VERIFIED = "VERIFIED";

  /** The refusal of a domain that the organization has not registered. */
  public static OperationRejected notFound() {
    return new OperationRejected(
        ErrorCode.MAIL_DOMAIN_NOT_FOUND, "The organization has no such mail domain.");
  }

  /** Whether addresses may be made in it. */
  public boolean isVerified() {
    return VERIFIED.equals(ownershipStatus);
  }

  /** Refuses a domain whose ownership has not been shown. */
  public MailDomain requireVerified() {
    if (!isVerified()) {
      throw new OperationRejected(
          ErrorCode.MAIL_DOMAIN_STATE, "The mail domain is not verified: " + ownershipStatus + ".");
    }
    return this;
  }

  /**
   * Closes the registration for new addresses.
   *
   * @param isDefault whether it is the organization's default domain
   * @param isUsed whether an address of the organization is in it
   */
  public ClosedMailDomain close(boolean isDefault, boolean isUsed) {
    if (testDomain) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "The test domain cannot be deregistered.");
    }
    if (isDefault) {
      throw new OperationRejected(
          ErrorCode.MAIL_DOMAIN_IN_USE, "The mail domain is the default of the organization.");
    }
    if (isUsed) {
      throw new OperationRejected(
          ErrorCode.MAIL_DOMAIN_IN_USE, "Addresses of the organization are in the mail domain.");
    }
    return new ClosedMailDomain(registrationId, name);
  }

  /** Refuses the one address of the test domain that belongs to the journaling sender. */
  public MailDomain requireUsableFor(EmailAddress address) {
    if (testDomain && address.localPart().equals(ReservedNames.JOURNALING_SENDER)) {
      throw new OperationRejected(
          ErrorCode.EMAIL_ADDRESS_IN_USE, "This address belongs to the journaling sender.");
    }
    return this;
  }
}
