package org.postroom.contract.directory;

/** A user or group that decides for a resource. */
public record Delegate(String id, MemberType type) {}
