package org.postroom.kit.command;

/**
 * An internal command to be sent to this service's own command topic.
 *
 * @param type what is to be done
 * @param organizationId the organization it concerns
 * @param cause from which its id is derived: equal (type, organization, cause) is the same command
 * @param data its data, at most 64 KiB as JSON
 */
public record InternalCommand<C extends Record>(
    InternalCommandType<C> type, String organizationId, String cause, C data) {}
