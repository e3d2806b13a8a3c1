package org.postroom.kit.command;

import org.postroom.contract.message.CommandEnvelope;

/**
 * A command that Postroom sends to itself: a timer, a reaction to another context's event, a step
 * of a process. It is decided by the same single writer as calls are, has no deadline and no reply,
 * and its id is derived from its cause, so that sending it twice does nothing.
 *
 * @param wireName the stable name on the wire, beginning with {@code internal.}
 * @param dataType the record of its data
 */
public record InternalCommandType<C extends Record>(String wireName, Class<C> dataType) {

  /** A type called {@code internal.<name>}. */
  public static <C extends Record> InternalCommandType<C> of(String name, Class<C> dataType) {
    return new InternalCommandType<>(CommandEnvelope.INTERNAL_PREFIX + name, dataType);
  }

  /** A command of this type; {@code cause} names process or event, step and attempt. */
  public InternalCommand<C> of(String organizationId, String cause, C data) {
    return new InternalCommand<>(this, organizationId, cause, data, null);
  }

  @Override
  public String toString() {
    return wireName;
  }
}
