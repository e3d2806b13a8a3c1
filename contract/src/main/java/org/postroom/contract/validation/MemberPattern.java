package org.postroom.contract.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.postroom.contract.secret.Secret;

/**
 * A text must match a pattern as a whole. It differs from Jakarta's own constraint in three ways:
 * it looks into a {@link Secret}, it can accept the empty text where the model's pattern
 * contradicts the model's minimum length, and it never runs over a text longer than {@link
 * #MAX_LENGTH}, because some of the model's patterns exhaust the stack on long texts. Every member
 * with a pattern has a maximum length not above that, so such a text is refused all the same.
 */
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {MemberPattern.OfText.class, MemberPattern.OfSecret.class})
public @interface MemberPattern {
  /** Longer texts are left to the length constraint beside this one. */
  int MAX_LENGTH = 2048;

  /** The pattern as the model writes it. */
  String regexp();

  /** Whether the empty text is accepted too. */
  boolean orEmpty() default false;

  /** Not shown to callers: {@link ConstraintWording} words the violation. */
  String message() default "must match the pattern";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Judges plain texts. */
  final class OfText implements ConstraintValidator<MemberPattern, CharSequence> {
    private Pattern pattern;
    private boolean orEmpty;

    @Override
    public void initialize(MemberPattern constraint) {
      pattern = Pattern.compile(constraint.regexp());
      orEmpty = constraint.orEmpty();
    }

    @Override
    public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
      return value == null
          || value.length() > MAX_LENGTH
          || orEmpty && value.isEmpty()
          || pattern.matcher(value).matches();
    }
  }

  /** Judges secrets by their text. */
  final class OfSecret implements ConstraintValidator<MemberPattern, Secret> {
    private final OfText text = new OfText();

    @Override
    public void initialize(MemberPattern constraint) {
      text.initialize(constraint);
    }

    @Override
    public boolean isValid(Secret value, ConstraintValidatorContext context) {
      return value == null || text.isValid(value.value(), context);
    }
  }
}
