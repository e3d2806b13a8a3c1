package org.postroom.kit.directory;

/**
 * What an identifier means.
 *
 * @param entity what it means
 * @param byId whether the identifier is its id, which means the same for ever; a name or an address
 *     may have come to mean something else since
 */
public record Match(KnownEntity entity, boolean byId) {}
