package org.postroom.directory.resource.model;

import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.ResourceType;
import org.postroom.directory.entity.model.EntityName;

/**
 * What UpdateResource asks for; null leaves a member as it is.
 *
 * @param bookingOptions replaces all three options
 * @param description the empty string clears it
 */
public record ResourceUpdate(
    EntityName name,
    BookingOptions bookingOptions,
    String description,
    ResourceType resourceType,
    Boolean hiddenFromGlobalAddressList) {

  /** Whether it can be done to a resource with a delegate only. */
  public boolean needsDelegate() {
    return bookingOptions != null && !bookingOptions.autoAcceptRequests();
  }
}
