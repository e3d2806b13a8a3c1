package org.postroom.contract.directory.event;

/** A group is shown or hidden; all members are given. */
public record GroupUpdated(String groupId, String name, boolean hiddenFromGlobalAddressList) {}
