package org.postroom.kit.command;

import java.util.Set;
import org.postroom.kit.lane.SharedRead;

/**
 * A row that a handler will look for by its key and expects not to find, such as a name it wants to
 * give away. One statement asks for those of all commands of a transaction at once; what is absent
 * then, and has not been persisted in the transaction since, need not be looked for.
 *
 * @param entity the row's class; its rows are written by {@code persist} only
 * @param key of the row
 * @param present tells which of some keys have a row; the same instance for all keys of an entity
 */
public record Absence<K>(Class<?> entity, K key, SharedRead<K, Set<K>> present) {}
