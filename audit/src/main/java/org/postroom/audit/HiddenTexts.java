package org.postroom.audit;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.postroom.contract.secret.Secret;

/** The texts of a request that must not be written, so that no error text can repeat them. */
final class HiddenTexts {
  /** Shorter ones stand in every text by chance. */
  private static final int SHORTEST = 3;

  private final List<String> texts = new ArrayList<>();

  private HiddenTexts() {}

  /**
   * Those of a record of the contract; none of null.
   *
   * @throws IllegalStateException when a component cannot be read
   */
  static HiddenTexts of(Object request) {
    HiddenTexts hidden = new HiddenTexts();
    hidden.collect(request, false);
    return hidden;
  }

  boolean appearIn(String message) {
    return texts.stream().anyMatch(message::contains);
  }

  private void collect(Object value, boolean hidden) {
    if (value instanceof Secret secret) {
      collect(secret.value(), true);
    } else if (value instanceof Record && value.getClass().isRecord()) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        JavaType type =
            AuditJson.mapper().getTypeFactory().constructType(component.getGenericType());
        collect(read(component, value), hidden || AuditJson.isHidden(component, type));
      }
    } else if (value instanceof Collection<?> all) {
      all.forEach(each -> collect(each, hidden));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> collect(each, hidden));
    } else if (hidden && value instanceof String text && text.strip().length() >= SHORTEST) {
      texts.add(text);
    }
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record cannot be read", e);
    }
  }
}
