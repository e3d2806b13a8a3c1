package org.postroom.gateway.request;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.validation.ConstraintWording;

/**
 * Checks the constraints on a request's members and words all violations in one message, the way
 * AWS does: counted, in a stable order, without values that must not be shown.
 */
@Singleton
public class ConstraintChecker {
  /** Violations that are spelt out; all are counted. */
  static final int MAX_SPELT_OUT = 50;

  /** Characters of an offending value that are shown. */
  static final int MAX_SHOWN = 512;

  private final Validator validator;

  /** Makes a validator that needs no container. */
  public ConstraintChecker() {
    validator =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new RawMessages())
            .buildValidatorFactory()
            .getValidator();
  }

  /**
   * Checks a request.
   *
   * @throws OperationRejected InvalidParameterException where the operation declares it, otherwise
   *     ValidationException
   */
  public void check(Operation<?, ?> row, Object request) {
    Set<ConstraintViolation<Object>> violations = validator.validate(request);
    if (!violations.isEmpty()) {
      throw new OperationRejected(
          row.declares(ErrorCode.INVALID_PARAMETER)
              ? ErrorCode.INVALID_PARAMETER
              : ErrorCode.VALIDATION,
          message(violations));
    }
  }

  private static String message(Set<ConstraintViolation<Object>> violations) {
    int count = violations.size();
    String all =
        violations.stream()
            .map(ConstraintChecker::describe)
            .sorted()
            .limit(MAX_SPELT_OUT)
            .collect(Collectors.joining("; "));
    return count
        + (count == 1 ? " validation error detected: " : " validation errors detected: ")
        + all
        + (count > MAX_SPELT_OUT ? "; …" : "");
  }

  private static String describe(ConstraintViolation<Object> violation) {
    StringBuilder path = new StringBuilder();
    boolean sensitive = follow(violation, path);
    Object value = violation.getInvalidValue();
    return "Value "
        + show(value, sensitive)
        + "at '"
        + path
        + "' failed to satisfy constraint: "
        + ConstraintWording.of(violation.getConstraintDescriptor(), value);
  }

  /**
   * Writes the path as AWS does ({@code domains.1.member.domainName}); tells if it is sensitive.
   */
  private static boolean follow(ConstraintViolation<Object> violation, StringBuilder path) {
    Class<?> type = violation.getRootBeanClass();
    boolean sensitive = false;
    for (Iterator<Path.Node> nodes = violation.getPropertyPath().iterator(); nodes.hasNext(); ) {
      Path.Node node = nodes.next();
      if (node.getIndex() != null) {
        path.append('.').append(node.getIndex() + 1).append(".member");
      }
      RecordShape.Member member =
          type.isRecord() ? RecordShape.of(type).member(node.getName()) : null;
      if (member != null) {
        path.append(path.length() == 0 ? "" : ".").append(member.pathName());
        sensitive |= member.isSensitive();
        type = member.type();
      }
    }
    return sensitive;
  }

  private static String show(Object value, boolean sensitive) {
    if (value == null) {
      return "null ";
    }
    boolean plain =
        value instanceof CharSequence
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Collection<?> list
                && list.stream().allMatch(element -> element instanceof String);
    if (sensitive || !plain) {
      return "";
    }
    String text =
        value instanceof List<?> list && list.size() > MAX_SPELT_OUT
            ? list.subList(0, MAX_SPELT_OUT).toString()
            : value.toString();
    return '\'' + shorten(text) + "' ";
  }

  private static String shorten(String text) {
    if (text.length() <= MAX_SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
    return text.substring(0, end) + '…';
  }

  /** Messages are worded from the constraint's attributes, never from templates. */
  private static final class RawMessages implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return template;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return template;
    }
  }
}
