package org.postroom.contract.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.Secret;

/**
 * Makes request bodies that are valid or nearly so, for any operation, from its row alone: texts
 * and lists at and beyond their bounds, the first text that a pattern refuses, any Unicode, numbers
 * beyond every type, values of wrong types, nulls, members that are missing, double or unknown.
 * Equal seeds and equal known values make equal bodies.
 */
public final class FuzzedRequests {
  /** Every secret that is long enough begins with it, so that logs can be searched for it. */
  public static final String SECRET_MARKER = "Zq7-Secret-Marker-";

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789";
  private static final int MOST_ELEMENTS = 4;
  private static final int MOST_REPLACED = 24;

  /** What breaks programs that did not think of it; as JSON writes it. */
  private static final List<String> ODD_TEXTS =
      List.of(
          "\\u0000",
          "\\ud800",
          "\\udc00\\ud800",
          "\\ud83d\\ude00",
          "\\u0130\\u0131\\u00df\\u1e9e",
          "e\\u0301\\u0327",
          "\\u202e\\u200f\\u200b",
          "\\ufeff",
          "\\uffff\\ufffe",
          "\\r\\nX-Injected: 1\\r\\n",
          "\\u001b[31m",
          "' OR 1=1; --",
          "$1 ${jndi:ldap://localhost/a} #{1+1}",
          "%s%n%999999999d",
          "{0}",
          "../../etc/passwd",
          "<script>&amp;",
          "\\\\E\\\\Q(((",
          "%00%ff",
          "_%\\\\");

  private static final List<String> HUGE_NUMBERS =
      List.of(
          "2147483647",
          "2147483648",
          "-2147483648",
          "-2147483649",
          "9223372036854775808",
          "1e400",
          "-1e400",
          "1e-400",
          "1.5",
          "-0",
          "0e0",
          "9".repeat(900),
          "1e999999999");

  /** Names values of members that mean something to the system asked. */
  public interface Known {
    /** Values that a member may have; empty when none is known. */
    List<String> values(Operation<?, ?> operation, String member);
  }

  private final RandomGenerator random;
  private final Known known;
  private final BadRequests bad;

  /**
   * @param random decides everything
   * @param known of what exists; asked for every member
   */
  public FuzzedRequests(RandomGenerator random, Known known) {
    this.random = random;
    this.known = known;
    this.bad = new BadRequests(random);
  }

  /** The next body for an operation; about four of ten meet all constraints. */
  public String next(Operation<?, ?> operation) {
    int kind = random.nextInt(100);
    if (kind == 0) {
      return pick(bad.notJson());
    }
    int broken = kind < 40 ? 0 : kind < 85 ? 1 : 1 + random.nextInt(4);
    return record(operation, operation.requestType(), broken);
  }

  private String record(Operation<?, ?> operation, Class<?> type, int broken) {
    List<RecordComponent> members = List.of(type.getRecordComponents());
    List<RecordComponent> victims = new ArrayList<>();
    for (int i = 0; i < broken && !members.isEmpty(); i++) {
      victims.add(pick(members));
    }
    List<String> written = new ArrayList<>();
    for (RecordComponent member : members) {
      boolean required = member.getAnnotatedType().isAnnotationPresent(NotNull.class);
      if (victims.contains(member)) {
        addBroken(operation, member, written);
      } else if (required || random.nextInt(3) == 0) {
        written.add(named(member, value(operation, member, member.getAnnotatedType())));
      }
    }
    if (random.nextInt(20) == 0) {
      written.add("\"Unexpected" + odd() + "\":" + pick(List.of("null", "{}", "[[]]", "1e9")));
    }
    return '{' + String.join(",", written) + '}';
  }

  private void addBroken(Operation<?, ?> operation, RecordComponent member, List<String> written) {
    switch (random.nextInt(8)) {
      case 0 -> {} // missing
      case 1 -> written.add(named(member, "null"));
      case 2 -> {
        for (int i = 0; i < 2; i++) {
          written.add(named(member, value(operation, member, member.getAnnotatedType())));
        }
      }
      default -> written.add(named(member, broken(operation, member, member.getAnnotatedType())));
    }
  }

  private String broken(Operation<?, ?> operation, RecordComponent member, AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list && random.nextBoolean()) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      return '[' + broken(operation, member, element) + ']';
    }
    boolean isRecord = isRecord(type);
    if (isRecord && random.nextInt(4) > 0) {
      return record(operation, (Class<?>) type.getType(), 1);
    }
    int kind = random.nextInt(4);
    if (kind == 0) {
      return pick(bad.wrongTypes(type)).replace("text", SECRET_MARKER);
    }
    if (type.getType() == Secret.class) {
      return brokenSecret();
    }
    if (kind == 1) {
      return isText(type) ? withOddText(inner(value(operation, member, type))) : pick(HUGE_NUMBERS);
    }
    List<ConstraintCases.Case> cases = ConstraintCases.of(member);
    return cases.isEmpty() ? "null" : json(pick(cases).value());
  }

  private String withOddText(String text) {
    int place = text.contains("\\") ? text.length() : random.nextInt(text.length() + 1);
    return '"' + text.substring(0, place) + odd() + text.substring(place) + '"';
  }

  private String brokenSecret() {
    return switch (random.nextInt(5)) {
      case 0 -> '"' + SECRET_MARKER + "x".repeat(300) + '"';
      case 1 -> '"' + SECRET_MARKER + odd() + '"';
      case 2 -> "{\"" + SECRET_MARKER + "\":\"" + SECRET_MARKER + "\"}";
      case 3 -> "[\"" + SECRET_MARKER + "\"]";
      default -> pick(List.of("\"\"", "\"x\"", '"' + SECRET_MARKER.strip() + "\\u0100\""));
    };
  }

  private String value(Operation<?, ?> operation, RecordComponent member, AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list) {
      return list(operation, member, list);
    }
    if (isRecord(type)) {
      return record(operation, (Class<?>) type.getType(), 0);
    }
    Class<?> raw = (Class<?>) type.getType();
    if (raw == boolean.class || raw == Boolean.class) {
      return Boolean.toString(random.nextBoolean());
    }
    if (!isText(type)) {
      return number(type);
    }
    if (raw == Secret.class) {
      return '"' + SECRET_MARKER + letters(random.nextInt(100)) + '"';
    }
    List<String> values = known.values(operation, ValidRequests.wireName(member));
    return json(values.isEmpty() || random.nextInt(6) == 0 ? text(type) : pick(values));
  }

  private String list(
      Operation<?, ?> operation, RecordComponent member, AnnotatedParameterizedType list) {
    Size size = list.getAnnotation(Size.class);
    int min = size == null ? 0 : size.min();
    int max = size == null ? MOST_ELEMENTS : Math.min(size.max(), min + MOST_ELEMENTS);
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(min, max + 1); i > 0; i--) {
      elements.add(value(operation, member, list.getAnnotatedActualTypeArguments()[0]));
    }
    return elements.toString();
  }

  private String number(AnnotatedType type) {
    Min min = type.getAnnotation(Min.class);
    Max max = type.getAnnotation(Max.class);
    long least = min == null ? 0 : min.value();
    long most = max == null ? Integer.MAX_VALUE : max.value();
    return Long.toString(
        switch (random.nextInt(4)) {
          case 0 -> least;
          case 1 -> most;
          default -> random.nextLong(least, Math.min(most, least + 1_000) + 1);
        });
  }

  private String text(AnnotatedType type) {
    EnumValue values = type.getAnnotation(EnumValue.class);
    if (values != null) {
      return values
          .value()
          .getEnumConstants()[random.nextInt(values.value().getEnumConstants().length)]
          .name();
    }
    Size size = type.getAnnotation(Size.class);
    int min = size == null ? 0 : size.min();
    int max = size == null ? 64 : size.max();
    int length =
        switch (random.nextInt(8)) {
          case 0 -> min;
          case 1 -> max;
          default -> random.nextInt(min, Math.min(max, Math.max(min, 30)) + 1);
        };
    MemberPattern pattern = type.getAnnotation(MemberPattern.class);
    if (pattern == null) {
      return length < 8 ? letters(length) : "\u00dcn\u0131\ud83d\ude00" + letters(length - 5);
    }
    return varied(PatternSamples.of(pattern.regexp()), Pattern.compile(pattern.regexp()), length);
  }

  /** A text that matches, with some of its filler replaced, so that names are not all the same. */
  private String varied(PatternSamples.Sample sample, Pattern pattern, int length) {
    String text = sample.ofLength(length);
    if (sample.filler() == null || text.length() <= sample.shortest().length()) {
      return text;
    }
    StringBuilder varied = new StringBuilder(text);
    int fillers = text.length() - sample.shortest().length();
    for (int i = 0; i < Math.min(fillers, MOST_REPLACED); i++) {
      int place = sample.position() + random.nextInt(fillers);
      char before = varied.charAt(place);
      varied.setCharAt(place, LETTERS.charAt(random.nextInt(LETTERS.length())));
      if (!pattern.matcher(varied).matches()) {
        varied.setCharAt(place, before);
      }
    }
    return varied.toString();
  }

  private String letters(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String odd() {
    String odd = pick(ODD_TEXTS);
    return random.nextInt(20) == 0 ? odd.repeat(2_000) : odd;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static boolean isText(AnnotatedType type) {
    return type.getType() == String.class || type.getType() == Secret.class;
  }

  private static boolean isRecord(AnnotatedType type) {
    return type.getType() instanceof Class<?> raw && raw.isRecord() && raw != Secret.class;
  }

  private static String named(RecordComponent member, String value) {
    return '"' + ValidRequests.wireName(member) + "\":" + value;
  }

  /** A JSON text without its quotes. */
  private static String inner(String text) {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : "";
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
