package org.postroom.contract.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.postroom.contract.secret.Secret;

/** The text of a {@link Secret} must have a length within bounds, both included. */
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SecretSize.OfSecret.class)
public @interface SecretSize {
  /** The least length. */
  int min() default 0;

  /** The greatest length. */
  int max() default Integer.MAX_VALUE;

  /** Not shown to callers: {@link ConstraintWording} words the violation. */
  String message() default "must have a length within bounds";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Judges secrets by the length of their text. */
  final class OfSecret implements ConstraintValidator<SecretSize, Secret> {
    private int min;
    private int max;

    @Override
    public void initialize(SecretSize constraint) {
      min = constraint.min();
      max = constraint.max();
    }

    @Override
    public boolean isValid(Secret value, ConstraintValidatorContext context) {
      return value == null
          || value.value() == null
          || value.value().length() >= min && value.value().length() <= max;
    }
  }
}
