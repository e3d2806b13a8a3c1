package org.postroom.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.TagResourceRequest;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.secret.Secret;

/** Every constraint of every request: the last value that passes, the first that does not. */
class ConstraintsTest {
  private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
  private static final Validator VALIDATOR = FACTORY.getValidator();

  @AfterAll
  static void close() {
    FACTORY.close();
  }

  @TestFactory
  Stream<DynamicContainer> eachConstraintHoldsAtItsBounds() {
    return requestStructures().stream()
        .map(
            type ->
                DynamicContainer.dynamicContainer(
                    type.getSimpleName(),
                    Arrays.stream(type.getRecordComponents())
                        .map(
                            member ->
                                DynamicTest.dynamicTest(
                                    member.getName(), () -> assertBounds(type, member)))));
  }

  @TestFactory
  Stream<DynamicTest> aMinimalRequestIsValid() {
    return OperationTable.all().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () ->
                        assertThat(
                                VALIDATOR.validate(
                                    Json.read(
                                        Json.write(ValidRequests.minimal(row.requestType())),
                                        row.requestType())))
                            .isEmpty()));
  }

  private static void assertBounds(Class<?> type, RecordComponent member) {
    for (ConstraintCases.Case one : ConstraintCases.of(member)) {
      Set<String> violations =
          VALIDATOR.validateValue(type, member.getName(), one.value()).stream()
              .map(
                  violation ->
                      ConstraintWording.of(
                          violation.getConstraintDescriptor(), violation.getInvalidValue()))
              .collect(Collectors.toSet());
      if (one.violation() == null) {
        assertThat(violations).as(one.toString()).isEmpty();
      } else {
        assertThat(violations).as(one.toString()).contains(one.violation());
      }
    }
  }

  @Test
  void nestedStructuresAreValidatedToo() {
    for (Class<?> type : requestStructures()) {
      for (RecordComponent member : type.getRecordComponents()) {
        Class<?> nested = nested(member.getAnnotatedType());
        if (nested != null) {
          PropertyDescriptor property =
              VALIDATOR.getConstraintsForClass(type).getConstraintsForProperty(member.getName());
          boolean cascaded =
              property.isCascaded()
                  || property.getConstrainedContainerElementTypes().stream()
                      .anyMatch(element -> element.isCascaded());
          assertThat(cascaded).as(type.getSimpleName() + "." + member.getName()).isTrue();
        }
      }
    }
  }

  @Test
  void everyTextIsBoundedAndEveryPatternRunsOnlyOnTextsWithinTheBound() {
    for (Class<?> type : requestStructures()) {
      for (RecordComponent member : type.getRecordComponents()) {
        AnnotatedType text = member.getAnnotatedType();
        if (text instanceof AnnotatedParameterizedType list) {
          text = list.getAnnotatedActualTypeArguments()[0];
        }
        boolean isText = text.getType() == String.class || text.getType() == Secret.class;
        if (isText && !text.isAnnotationPresent(EnumValue.class)) {
          Size size = text.getAnnotation(Size.class);
          int max = size == null ? text.getAnnotation(SecretSize.class).max() : size.max();
          assertThat(max).as(type + "." + member).isLessThanOrEqualTo(MemberPattern.MAX_LENGTH);
        }
      }
    }
  }

  @Test
  void noPatternChokesOnAnAbsurdlyLongText() {
    for (MemberPattern pattern : patterns()) {
      MemberPattern.OfText validator = new MemberPattern.OfText();
      validator.initialize(pattern);
      for (String unit : List.of("a", "-a", "a.", "a@", "aa.", "1.", ":", "\n", "é")) {
        assertThat(validator.isValid(unit.repeat(1 << 20), null)).isTrue();
        String longest = unit.repeat(MemberPattern.MAX_LENGTH / unit.length() - 1) + '!';
        assertThatCode(() -> validator.isValid(longest, null)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everyPatternIsUsedAndNoOtherOne() throws IllegalAccessException {
    Set<String> declared = new TreeSet<>();
    for (Field field : Patterns.class.getFields()) {
      declared.add((String) field.get(null));
    }
    assertThat(patterns().stream().map(MemberPattern::regexp).collect(Collectors.toSet()))
        .isEqualTo(declared);
  }

  @Test
  void theWordingSaysNothingOfASecret() {
    CreateUserRequest request =
        Json.read(
            "{\"Password\":\"\\u0100 my secret\",\"Role\":\"KING\"}".getBytes(),
            CreateUserRequest.class);
    var violations = VALIDATOR.validate(request);
    assertThat(violations)
        .extracting(
            violation ->
                violation.getPropertyPath()
                    + ": "
                    + ConstraintWording.of(
                        violation.getConstraintDescriptor(), violation.getInvalidValue()))
        .containsExactlyInAnyOrder(
            "organizationId: Member must not be null",
            "name: Member must not be null",
            "displayName: Member must not be null",
            "password: Member must satisfy regular expression pattern: [\\u0020-\\u00FF]+",
            "role: Member must satisfy enum value set: [USER, RESOURCE, SYSTEM_USER, REMOTE_USER]");
    assertThat(violations.toString()).doesNotContain("my secret");
  }

  @Test
  void aViolationInAListNamesThePlace() {
    TagResourceRequest request =
        Json.read(
            "{\"ResourceARN\":\"arn:aws:workmail:e:1:m\",\"Tags\":[{\"Key\":\"\"}]}".getBytes(),
            TagResourceRequest.class);
    assertThat(VALIDATOR.validate(request))
        .extracting(violation -> violation.getPropertyPath().toString())
        .containsExactlyInAnyOrder("tags[0].key", "tags[0].value");
  }

  private static Set<MemberPattern> patterns() {
    Set<MemberPattern> patterns = new LinkedHashSet<>();
    for (Class<?> type : requestStructures()) {
      for (RecordComponent member : type.getRecordComponents()) {
        AnnotatedType text = member.getAnnotatedType();
        if (text instanceof AnnotatedParameterizedType list) {
          text = list.getAnnotatedActualTypeArguments()[0];
        }
        if (text.isAnnotationPresent(MemberPattern.class)) {
          patterns.add(text.getAnnotation(MemberPattern.class));
        }
      }
    }
    return patterns;
  }

  /** Every record of a request, nested ones included. */
  private static Set<Class<?>> requestStructures() {
    Set<Class<?>> types = new LinkedHashSet<>();
    OperationTable.all().stream().map(Operation::requestType).forEach(type -> add(type, types));
    return types;
  }

  private static void add(Class<?> type, Set<Class<?>> types) {
    if (types.add(type)) {
      for (RecordComponent member : type.getRecordComponents()) {
        Class<?> nested = nested(member.getAnnotatedType());
        if (nested != null) {
          add(nested, types);
        }
      }
    }
  }

  private static Class<?> nested(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list) {
      return nested(list.getAnnotatedActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type.getType();
    return raw.isRecord() && raw != Secret.class ? raw : null;
  }
}
