package org.postroom.contract.directory.event;

/** A user or group does not decide for a resource any longer. */
public record DelegateDisassociated(String resourceId, String delegateId) {}
