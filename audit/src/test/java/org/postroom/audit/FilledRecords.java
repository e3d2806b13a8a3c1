package org.postroom.audit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postroom.contract.secret.LoginPassword;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.Sensitive;

/** Fills every member of a record of the contract, at every depth, with a text of its own. */
final class FilledRecords {
  private static final Map<Class<?>, Object> PLAIN =
      Map.of(
          Instant.class,
          Instant.EPOCH,
          boolean.class,
          true,
          Boolean.class,
          true,
          long.class,
          7L,
          Long.class,
          7L,
          int.class,
          7,
          Integer.class,
          7,
          double.class,
          7.0,
          Double.class,
          7.0);

  private final List<String> hidden = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private int count;

  /** A record whose texts are noted. */
  Object fill(Class<?> type) {
    return record(type, false);
  }

  List<String> hidden() {
    return hidden;
  }

  List<String> shown() {
    return shown;
  }

  private Object record(Class<?> type, boolean isHidden) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Object[] values = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] =
            value(components[i].getGenericType(), isHidden || isHiddenByContract(components[i]));
      }
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static boolean isHiddenByContract(AnnotatedElement component) {
    return component.isAnnotationPresent(Sensitive.class)
        || component.isAnnotationPresent(LoginPassword.class);
  }

  private Object value(Type type, boolean isHidden) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class
          ? Map.of("key", value(arguments[1], isHidden))
          : List.of(value(arguments[0], isHidden), value(arguments[0], isHidden));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Secret.class) {
      return new Secret(text(true));
    }
    if (raw == String.class) {
      return text(isHidden);
    }
    if (raw.isRecord()) {
      return record(raw, isHidden);
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    Object plain = PLAIN.get(raw);
    if (plain != null) {
      return plain;
    }
    throw new IllegalStateException("no value for " + type);
  }

  private String text(boolean isHidden) {
    String text = (isHidden ? "hidden-" : "shown-") + ++count + "-";
    (isHidden ? hidden : shown).add(text);
    return text;
  }
}
