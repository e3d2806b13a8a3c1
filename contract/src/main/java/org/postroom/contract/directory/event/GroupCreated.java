package org.postroom.contract.directory.event;

/** A group exists, DISABLED and without members. */
public record GroupCreated(String groupId, String name, boolean hiddenFromGlobalAddressList) {}
