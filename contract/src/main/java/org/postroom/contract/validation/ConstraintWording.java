package org.postroom.contract.validation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Arrays;
import java.util.Collection;
import org.postroom.contract.secret.Secret;

/**
 * Words violated constraints the way AWS does, from the constraint's own attributes. Only the
 * constraints used by the contract's requests are known; another one is a programming error.
 */
public final class ConstraintWording {
  private ConstraintWording() {}

  /**
   * What the member must do, {@code Member must not be null} for instance. The text holds nothing
   * of the value.
   *
   * @param constraint the violated constraint
   * @param value the offending value, of which only the length is used
   */
  public static String of(ConstraintDescriptor<?> constraint, Object value) {
    Object annotation = constraint.getAnnotation();
    if (annotation instanceof NotNull) {
      return "Member must not be null";
    }
    if (annotation instanceof Size size) {
      return size(size.min(), size.max(), lengthOf(value));
    }
    if (annotation instanceof SecretSize size) {
      return size(size.min(), size.max(), lengthOf(value));
    }
    if (annotation instanceof Min min) {
      return "Member must have value greater than or equal to " + min.value();
    }
    if (annotation instanceof Max max) {
      return "Member must have value less than or equal to " + max.value();
    }
    if (annotation instanceof MemberPattern pattern) {
      return "Member must satisfy regular expression pattern: " + pattern.regexp();
    }
    if (annotation instanceof EnumValue values) {
      return "Member must satisfy enum value set: "
          + Arrays.toString(values.value().getEnumConstants());
    }
    throw new IllegalArgumentException("no wording for " + annotation);
  }

  private static String size(int min, int max, int actual) {
    return actual < min
        ? "Member must have length greater than or equal to " + min
        : "Member must have length less than or equal to " + max;
  }

  private static int lengthOf(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    return (value instanceof Secret secret ? secret.value() : (CharSequence) value).length();
  }
}
