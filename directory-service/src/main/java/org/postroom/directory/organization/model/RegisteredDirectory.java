package org.postroom.directory.organization.model;

/**
 * A directory that an organization is on, or that one has left behind.
 *
 * @param account of that organization
 * @param alias of that organization, and of every later one on this directory
 * @param inUse whether an organization is on it
 */
public record RegisteredDirectory(
    String id, String account, String alias, String type, boolean inUse) {}
