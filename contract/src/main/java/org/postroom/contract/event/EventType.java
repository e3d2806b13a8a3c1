package org.postroom.contract.event;

import org.postroom.contract.operation.BoundedContext;

/**
 * One row of a context's event catalogue: the stable CloudEvents type string and the record of the
 * event's data. The string is a promise to subscribers; the class name is not.
 *
 * @param wireName the CloudEvents {@code type}
 * @param context the context that emits it
 * @param dataType the record of its data
 */
public record EventType<E extends Record>(
    String wireName, BoundedContext context, Class<E> dataType) {

  /** A row named {@code org.postroom.<context>.<name>.v1}. */
  public static <E extends Record> EventType<E> of(
      BoundedContext context, String name, Class<E> dataType) {
    return new EventType<>(
        "org.postroom." + context.wireName() + "." + name + ".v1", context, dataType);
  }

  @Override
  public String toString() {
    return wireName;
  }
}
