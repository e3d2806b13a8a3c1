package org.postroom.contract.validation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.postroom.contract.json.Json;
import org.postroom.contract.secret.Secret;

/**
 * Derives from a member's constraints the last values that must pass and the first that must not.
 */
final class ConstraintCases {
  /**
   * @param value a value of the member
   * @param violation the wording of the violation it must cause; null when it must pass
   */
  record Case(Object value, String violation) {
    @Override
    public String toString() {
      String text = String.valueOf(value);
      return (text.length() > 60 ? text.substring(0, 60) + "…(" + text.length() + ")" : text)
          + (violation == null ? " passes" : " fails: " + violation);
    }
  }

  private final List<Case> cases = new ArrayList<>();

  private ConstraintCases() {}

  static List<Case> of(RecordComponent member) {
    ConstraintCases derived = new ConstraintCases();
    derived.derive(member.getAnnotatedType(), Function.identity());
    return derived.cases;
  }

  private void derive(AnnotatedType type, Function<Object, Object> wrap) {
    Function<Object, Object> whole = wrap;
    if (type.getType() == Secret.class) {
      whole = text -> wrap.apply(text == null ? null : new Secret((String) text));
    }
    if (!((type.getType() instanceof Class<?> raw) && raw.isPrimitive())) {
      boolean required = type.isAnnotationPresent(NotNull.class);
      add(wrap.apply(null), required ? "Member must not be null" : null);
    }
    if (type instanceof AnnotatedParameterizedType list) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      lists(type.getAnnotation(Size.class), element, wrap);
      derive(element, value -> wrap.apply(Collections.singletonList(value)));
    } else if (type.getType() == Integer.class) {
      numbers(type, wrap);
    } else if (type.getType() == String.class || type.getType() == Secret.class) {
      texts(type, whole);
    }
  }

  private void lists(Size size, AnnotatedType element, Function<Object, Object> wrap) {
    Object valid = validElement(element);
    int min = size == null ? 0 : size.min();
    add(wrap.apply(Collections.nCopies(min, valid)), null);
    if (min > 0) {
      add(wrap.apply(Collections.nCopies(min - 1, valid)), tooShort(min));
    }
    if (size != null) {
      add(wrap.apply(Collections.nCopies(size.max(), valid)), null);
      add(wrap.apply(Collections.nCopies(size.max() + 1, valid)), tooLong(size.max()));
    }
  }

  private void numbers(AnnotatedType type, Function<Object, Object> wrap) {
    Min min = type.getAnnotation(Min.class);
    Max max = type.getAnnotation(Max.class);
    if (min != null) {
      add(wrap.apply((int) min.value()), null);
      add(
          wrap.apply((int) min.value() - 1),
          "Member must have value greater than or equal to " + min.value());
    }
    if (max != null) {
      add(wrap.apply((int) max.value()), null);
      add(
          wrap.apply((int) max.value() + 1),
          "Member must have value less than or equal to " + max.value());
    }
  }

  private void texts(AnnotatedType type, Function<Object, Object> wrap) {
    EnumValue values = type.getAnnotation(EnumValue.class);
    if (values != null) {
      Enum<?>[] constants = values.value().getEnumConstants();
      String violation = "Member must satisfy enum value set: " + Arrays.toString(constants);
      Arrays.stream(constants).forEach(constant -> add(wrap.apply(constant.name()), null));
      add(wrap.apply(constants[0].name().toLowerCase(Locale.ROOT)), violation);
      add(wrap.apply(""), violation);
      return;
    }
    int min = minLength(type);
    int max = maxLength(type);
    add(wrap.apply(text(type, min)), null);
    add(wrap.apply(text(type, max)), null);
    add(wrap.apply(text(type, max) + "x".repeat(max + 1 - text(type, max).length())), tooLong(max));
    if (min > 0) {
      add(wrap.apply("x".repeat(min - 1)), tooShort(min));
    }
    MemberPattern pattern = type.getAnnotation(MemberPattern.class);
    if (pattern != null) {
      String violation = "Member must satisfy regular expression pattern: " + pattern.regexp();
      for (String wrong : PatternSamples.of(pattern.regexp()).wrong()) {
        add(wrap.apply(wrong), violation);
      }
      if (pattern.orEmpty()) {
        add(wrap.apply(""), null);
      }
    }
  }

  private static Object validElement(AnnotatedType type) {
    Class<?> raw = (Class<?>) type.getType();
    if (raw.isRecord()) {
      return Json.read("{}".getBytes(), raw);
    }
    EnumValue values = type.getAnnotation(EnumValue.class);
    return values != null
        ? values.value().getEnumConstants()[0].name()
        : text(type, minLength(type));
  }

  private static String text(AnnotatedType type, int length) {
    MemberPattern pattern = type.getAnnotation(MemberPattern.class);
    return pattern == null
        ? "é".repeat(length)
        : PatternSamples.of(pattern.regexp()).ofLength(length);
  }

  private static int minLength(AnnotatedType type) {
    Size size = type.getAnnotation(Size.class);
    return size == null ? 0 : size.min();
  }

  private static int maxLength(AnnotatedType type) {
    Size size = type.getAnnotation(Size.class);
    return size == null ? type.getAnnotation(SecretSize.class).max() : size.max();
  }

  private void add(Object value, String violation) {
    cases.add(new Case(value, violation));
  }

  private static String tooShort(int min) {
    return "Member must have length greater than or equal to " + min;
  }

  private static String tooLong(int max) {
    return "Member must have length less than or equal to " + max;
  }
}
