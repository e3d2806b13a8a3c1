package org.postroom.contract.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postroom.contract.secret.Secret;

/** For any request record a smallest request that meets its constraints, as JSON-like maps. */
public final class ValidRequests {
  private ValidRequests() {}

  /** The required members only, each as short as it may be. */
  public static Map<String, Object> minimal(Class<?> record) {
    Map<String, Object> request = new LinkedHashMap<>();
    for (RecordComponent member : record.getRecordComponents()) {
      if (member.getAnnotatedType().isAnnotationPresent(NotNull.class)) {
        request.put(wireName(member), value(member.getAnnotatedType()));
      }
    }
    return request;
  }

  private static Object value(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      Size size = type.getAnnotation(Size.class);
      return Collections.nCopies(size == null ? 0 : size.min(), value(element));
    }
    Class<?> raw = (Class<?>) type.getType();
    if (raw == boolean.class || raw == Boolean.class) {
      return false;
    }
    if (Number.class.isAssignableFrom(raw)) {
      Min min = type.getAnnotation(Min.class);
      return min == null ? 1 : Math.toIntExact(min.value());
    }
    if (raw.isRecord() && raw != Secret.class) {
      return minimal(raw);
    }
    return text(type);
  }

  private static String text(AnnotatedType type) {
    EnumValue values = type.getAnnotation(EnumValue.class);
    if (values != null) {
      return values.value().getEnumConstants()[0].name();
    }
    Size size = type.getAnnotation(Size.class);
    int length = size == null ? 1 : Math.max(1, size.min());
    MemberPattern pattern = type.getAnnotation(MemberPattern.class);
    return pattern == null
        ? "x".repeat(length)
        : PatternSamples.of(pattern.regexp()).ofLength(length);
  }

  static String wireName(RecordComponent member) {
    JsonProperty property = member.getAccessor().getAnnotation(JsonProperty.class);
    if (property != null) {
      return property.value();
    }
    String name = member.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
