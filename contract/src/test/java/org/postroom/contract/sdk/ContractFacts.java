package org.postroom.contract.sdk;

import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.Sensitive;

/** What the contract says of the API, one fact a line, in the words of {@link SdkFacts}. */
final class ContractFacts {
  private static final Map<Type, String> SCALARS =
      Map.of(boolean.class, "Boolean", Secret.class, "String");

  private ContractFacts() {}

  static Set<String> of(Operation<?, ?> operation) {
    Set<String> facts = new TreeSet<>();
    operation
        .errors()
        .forEach(error -> facts.add(operation.name() + " declares " + error.wireName()));
    structure(operation.requestType(), facts);
    structure(operation.responseType(), facts);
    if (hasToken(operation)) {
      facts.add(operation.requestType().getSimpleName() + ".ClientToken is the idempotency token");
    }
    return facts;
  }

  private static <Q> boolean hasToken(Operation<Q, ?> operation) {
    Q request = Json.read("{\"ClientToken\":\"t\"}".getBytes(), operation.requestType());
    return "t".equals(operation.clientToken().apply(request));
  }

  private static void structure(Class<?> type, Set<String> facts) {
    facts.add(type.getSimpleName() + " is a structure");
    for (RecordComponent component : type.getRecordComponents()) {
      String member = type.getSimpleName() + '.' + wireName(type, component);
      facts.add(member + " is " + describe(component.getGenericType(), facts));
      Set<String> values = enumValues(component.getAnnotatedType());
      if (!values.isEmpty()) {
        facts.add(member + " is one of " + values);
      }
      if (has(component, Sensitive.class) || component.getType() == Secret.class) {
        facts.add(member + " is not shown");
      }
    }
  }

  /** The member's name as Jackson writes it. */
  static String wireName(Class<?> type, RecordComponent component) {
    var config = Json.mapper().getSerializationConfig();
    return config.introspect(config.constructType(type)).findProperties().stream()
        .filter(property -> property.getInternalName().equals(component.getName()))
        .map(BeanPropertyDefinition::getName)
        .findFirst()
        .orElseThrow();
  }

  private static String describe(Type type, Set<String> facts) {
    if (type instanceof ParameterizedType list) {
      return "List of " + describe(list.getActualTypeArguments()[0], facts);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return "String";
    }
    if (raw.isRecord() && raw != Secret.class) {
      structure(raw, facts);
      return raw.getSimpleName();
    }
    return SCALARS.getOrDefault(raw, raw.getSimpleName());
  }

  private static Set<String> enumValues(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType list) {
      return enumValues(list.getAnnotatedActualTypeArguments()[0]);
    }
    EnumValue constraint = type.getAnnotation(EnumValue.class);
    Object[] values =
        constraint != null
            ? constraint.value().getEnumConstants()
            : ((Class<?>) type.getType()).getEnumConstants();
    return values == null
        ? Set.of()
        : Arrays.stream(values)
            .map(Object::toString)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean has(RecordComponent component, Class<? extends Annotation> annotation) {
    try {
      return component
          .getDeclaringRecord()
          .getDeclaredField(component.getName())
          .isAnnotationPresent(annotation);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }
}
