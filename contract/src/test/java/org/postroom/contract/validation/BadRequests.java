package org.postroom.contract.validation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.Secret;

/** Makes request bodies that an operation must refuse, from the operation's row alone. */
public final class BadRequests {
  private final RandomGenerator random;

  public BadRequests(RandomGenerator random) {
    this.random = random;
  }

  /** Bodies that are no JSON of any request. */
  public List<String> notJson() {
    List<String> bodies =
        new ArrayList<>(
            List.of("", "null", "[]", "\"text\"", "17", "true", "{", "}", "{\"OrganizationId\":"));
    bodies.add("{\"OrganizationId\":\"m-1\"}" + (char) ('a' + random.nextInt(26)));
    bodies.add("{\"A" + (char) random.nextInt(32) + "\":1}");
    bodies.add("[".repeat(100_000));
    bodies.add("{\"Unknown\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(2_000); i >= 0; i--) {
      noise.append((char) (' ' + random.nextInt(0x2000)));
    }
    bodies.add(noise.toString());
    return bodies;
  }

  /** Bodies with a member of a JSON type that it cannot have. */
  public List<String> wrongTypes(Operation<?, ?> operation) {
    List<String> bodies = new ArrayList<>();
    for (RecordComponent member : operation.requestType().getRecordComponents()) {
      AnnotatedType type = member.getAnnotatedType();
      for (String wrong : wrongTypes(type)) {
        bodies.add(body(member, wrong));
      }
    }
    return bodies;
  }

  /** Values of a JSON type that a member of this type cannot have. */
  List<String> wrongTypes(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list) {
      List<String> all = new ArrayList<>(List.of("{}", "\"text\"", "1"));
      wrongTypes(list.getAnnotatedActualTypeArguments()[0])
          .forEach(wrong -> all.add("[" + wrong + "]"));
      return all;
    }
    Class<?> raw = (Class<?>) type.getType();
    if (raw == String.class || raw == Secret.class) {
      return List.of("{}", "[]", Integer.toString(random.nextInt()), "false", "\"a\\u0000b\"");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return List.of("\"true\"", "1", "{}", "[true]");
    }
    if (raw.isRecord()) {
      List<String> all = new ArrayList<>(List.of("[]", "\"text\"", "1"));
      for (RecordComponent member : raw.getRecordComponents()) {
        for (String wrong : wrongTypes(member.getAnnotatedType())) {
          all.add(body(member, wrong));
        }
      }
      return all;
    }
    return List.of("\"1\"", "{}", "[]", "true", "1e400");
  }

  /** Bodies that violate a constraint on a member, or on one of a nested record's. */
  public List<String> violations(Operation<?, ?> operation) {
    return violations(operation.requestType());
  }

  private List<String> violations(Class<?> record) {
    List<String> bodies = new ArrayList<>();
    for (RecordComponent member : record.getRecordComponents()) {
      AnnotatedElement field = fieldOf(record, member);
      if (field.isAnnotationPresent(NotNull.class)) {
        bodies.add("{}");
        bodies.add(body(member, "null"));
      }
      for (String value : violations(field, member.getAnnotatedType())) {
        bodies.add(body(member, value));
      }
    }
    return bodies;
  }

  private List<String> violations(AnnotatedElement constraints, AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list) {
      return listViolations(constraints.getAnnotation(Size.class), list);
    }
    Class<?> raw = (Class<?>) type.getType();
    if (raw.isRecord() && raw != Secret.class) {
      return violations(raw);
    }
    List<String> values = new ArrayList<>();
    lengths(constraints, values);
    bounds(constraints, values);
    MemberPattern pattern = constraints.getAnnotation(MemberPattern.class);
    for (String wrong : List.of(" ", "ü€/\\\"<>", "\u0001", "-", "a\n")) {
      if (pattern != null && !wrong.matches(pattern.regexp())) {
        values.add(Json.mapper().valueToTree(wrong).toString());
      }
    }
    if (constraints.isAnnotationPresent(EnumValue.class)) {
      values.add("\"NOT_THERE_" + random.nextInt(100) + '"');
    }
    return values;
  }

  private List<String> listViolations(Size size, AnnotatedParameterizedType list) {
    List<String> values = new ArrayList<>();
    if (size != null && size.max() < 10_000) {
      values.add("[" + "null,".repeat(size.max()) + "null]");
    }
    if (size != null && size.min() > 0) {
      values.add("[]");
    }
    AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
    violations(element, element).forEach(value -> values.add("[" + value + "]"));
    return values;
  }

  private void lengths(AnnotatedElement constraints, List<String> values) {
    Size size = constraints.getAnnotation(Size.class);
    SecretSize secret = constraints.getAnnotation(SecretSize.class);
    int max = size != null ? size.max() : secret != null ? secret.max() : Integer.MAX_VALUE;
    if (max < 1_000_000) {
      values.add('"' + "x".repeat(max + 1 + random.nextInt(3)) + '"');
    }
    if (size != null && size.min() > 0) {
      values.add('"' + "x".repeat(size.min() - 1) + '"');
    }
  }

  private void bounds(AnnotatedElement constraints, List<String> values) {
    Min min = constraints.getAnnotation(Min.class);
    if (min != null) {
      values.add(Long.toString(min.value() - 1 - random.nextInt(100)));
    }
    Max max = constraints.getAnnotation(Max.class);
    if (max != null) {
      values.add(Long.toString(max.value() + 1 + random.nextInt(100)));
    }
  }

  private static AnnotatedElement fieldOf(Class<?> record, RecordComponent member) {
    try {
      return record.getDeclaredField(member.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String body(RecordComponent member, String value) {
    return "{\"" + ValidRequests.wireName(member) + "\":" + value + '}';
  }
}
