package org.postroom.export.directoryview.model;

/**
 * The mailbox of a registered user or resource, and what a mail server may call it.
 *
 * @param entityId the id of its owner
 * @param email the owner's primary address, as the directory spells it
 * @param name the owner's name, as the directory spells it
 */
public record Mailbox(String entityId, String email, String name) {}
