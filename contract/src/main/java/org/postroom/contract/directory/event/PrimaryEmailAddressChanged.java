package org.postroom.contract.directory.event;

/**
 * A user, group or resource has another primary address; the former one is an alias from now on.
 *
 * @param email the primary address; whether it was an alias before or is new, it is none now
 * @param formerEmail the primary address until now
 */
public record PrimaryEmailAddressChanged(
    String entityId, String entityType, String email, String formerEmail) {}
