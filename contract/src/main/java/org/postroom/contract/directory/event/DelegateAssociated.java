package org.postroom.contract.directory.event;

/** A user or group decides for a resource; its type is USER or GROUP. */
public record DelegateAssociated(String resourceId, String delegateId, String delegateType) {}
