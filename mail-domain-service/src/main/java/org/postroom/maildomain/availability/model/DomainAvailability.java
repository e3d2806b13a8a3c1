package org.postroom.maildomain.availability.model;

import java.time.Instant;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.AvailabilityConfiguration;
import org.postroom.contract.maildomain.event.AvailabilityConfigurationDeleted;

/**
 * Who is asked for the calendars of a domain on behalf of an organization.
 *
 * @param creationNumber its place in listings; grows within the organization
 * @param created when it was configured first
 * @param modified when its provider was given last
 */
public record DomainAvailability(
    CalendarDomain domain,
    AvailabilityProvider provider,
    long creationNumber,
    Instant created,
    Instant modified) {

  /** How many an organization may have. */
  public static final int MOST = 100;

  /**
   * A new one.
   *
   * @param isConfigured whether the domain has one already
   * @param count how many the organization has and has had
   * @throws OperationRejected NameAvailabilityException or LimitExceededException
   */
  public static DomainAvailability create(
      CalendarDomain domain,
      AvailabilityProvider provider,
      boolean isConfigured,
      Count count,
      Instant now) {
    if (isConfigured) {
      throw new OperationRejected(
          ErrorCode.NAME_AVAILABILITY,
          "An availability configuration for " + domain + " exists already.");
    }
    if (count.present() >= MOST) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "An organization can have at most " + MOST + " availability configurations.");
    }
    return new DomainAvailability(domain, provider, count.lastNumber() + 1, now, now);
  }

  /** The same domain asked for elsewhere from now on. */
  public DomainAvailability replacedBy(AvailabilityProvider other, Instant now) {
    return new DomainAvailability(domain, other, creationNumber, created, now);
  }

  /** The same with what its provider needs, such as a password, held in another form. */
  public DomainAvailability withProvider(AvailabilityProvider same) {
    return new DomainAvailability(domain, same, creationNumber, created, modified);
  }

  /** As it is listed. */
  public AvailabilityConfiguration shown() {
    return provider.shown(this);
  }

  /** The event that tells what it is now. */
  public Record configured() {
    return provider.configured(domain);
  }

  /** The event that tells of its end. */
  public AvailabilityConfigurationDeleted deleted() {
    return new AvailabilityConfigurationDeleted(domain.text());
  }

  /**
   * What an organization has of them.
   *
   * @param present how many there are
   * @param lastNumber the last creation number given out
   */
  public record Count(int present, long lastNumber) {
    /** Of an organization that never had any. */
    public static final Count NONE = new Count(0, 0);
  }
}
