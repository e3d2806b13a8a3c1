package org.postroom.maildomain.availability.model;

import java.util.Locale;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * A domain whose calendars are somewhere else; usually not one of the installation's own mail
 * domains, and none is looked for. Names that differ in case only are one domain.
 *
 * @param text the name in lower case
 */
public record CalendarDomain(String text) {
  /** The domain in a caller's text, which has the shape that the operation asks for. */
  public static CalendarDomain of(String text) {
    return new CalendarDomain(text.toLowerCase(Locale.ROOT));
  }

  /** What an operation on a domain without an availability configuration is refused with. */
  public OperationRejected notConfigured() {
    return new OperationRejected(
        ErrorCode.RESOURCE_NOT_FOUND, "There is no availability configuration for " + text + '.');
  }

  @Override
  public String toString() {
    return text;
  }
}
