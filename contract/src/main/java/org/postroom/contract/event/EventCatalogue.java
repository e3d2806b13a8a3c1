package org.postroom.contract.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.contract.operation.BoundedContext;

/**
 * All event types of one context, the two ends of a snapshot among them; a double type string or
 * record is refused when it is built.
 */
public final class EventCatalogue {
  private final BoundedContext context;
  private final Map<String, EventType<?>> byWireName = new LinkedHashMap<>();
  private final Map<Class<?>, EventType<?>> byDataType = new LinkedHashMap<>();

  public EventCatalogue(BoundedContext context, List<EventType<?>> types) {
    this.context = context;
    List<EventType<?>> all = new ArrayList<>(types);
    all.add(
        EventType.of(context, "OrganizationSnapshotStarted", OrganizationSnapshotStarted.class));
    all.add(
        EventType.of(
            context, "OrganizationSnapshotCompleted", OrganizationSnapshotCompleted.class));
    for (EventType<?> type : all) {
      if (type.context() != context
          || byWireName.put(type.wireName(), type) != null
          || byDataType.put(type.dataType(), type) != null) {
        throw new IllegalStateException("event type " + type + " is foreign or declared twice");
      }
    }
  }

  /** The context whose events these are. */
  public BoundedContext context() {
    return context;
  }

  /** Every type: those declared, in order, then the ends of a snapshot. */
  public List<EventType<?>> types() {
    return List.copyOf(byWireName.values());
  }

  /** The type with this CloudEvents type string. */
  public Optional<EventType<?>> byWireName(String wireName) {
    return Optional.ofNullable(byWireName.get(wireName));
  }

  /** The type of an event's data; data without a type is a programming error. */
  public EventType<?> of(Record data) {
    EventType<?> type = byDataType.get(data.getClass());
    if (type == null) {
      throw new IllegalStateException(data.getClass() + " is not in the catalogue of " + context);
    }
    return type;
  }
}
