package org.postroom.contract.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text must be the name of a constant of an enum. Requests hold such members as text, because an
 * unknown value is a constraint violation to callers, not a body that cannot be read; behind the
 * gateway {@code valueOf} never fails. Responses hold the enum itself.
 */
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EnumValue.OfText.class)
public @interface EnumValue {
  /** The enum; its constants are named as on the wire. */
  Class<? extends Enum<?>> value();

  /** Not shown to callers: {@link ConstraintWording} words the violation. */
  String message() default "must be one of the enum's names";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Judges plain texts. */
  final class OfText implements ConstraintValidator<EnumValue, String> {
    private Set<String> names;

    @Override
    public void initialize(EnumValue constraint) {
      names =
          Arrays.stream(constraint.value().getEnumConstants())
              .map(Enum::name)
              .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
      return value == null || names.contains(value);
    }
  }
}
