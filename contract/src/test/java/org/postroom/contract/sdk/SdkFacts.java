package org.postroom.contract.sdk;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.WorkMailException;
import software.amazon.awssdk.services.workmail.model.WorkMailRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What the AWS SDK says of the API, one fact a line; {@link ContractFacts} says the same of ours.
 * Constraints, required members among them, are not in the SDK: see {@link ContractConstraints}.
 */
final class SdkFacts {
  private static final String MODEL = WorkMailRequest.class.getPackageName() + '.';

  private SdkFacts() {}

  /** Every operation of the client with the modelled errors it declares. */
  static Map<String, Set<String>> operations() {
    Map<String, Set<String>> operations = new TreeMap<>();
    for (Method method : WorkMailClient.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length == 1
          && WorkMailRequest.class.isAssignableFrom(parameters[0])
          && !method.getName().endsWith("Paginator")) {
        operations.put(
            parameters[0].getSimpleName().replaceAll("Request$", ""),
            Arrays.stream(method.getExceptionTypes())
                .filter(WorkMailException.class::isAssignableFrom)
                .filter(type -> type != WorkMailException.class)
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return operations;
  }

  /** Facts about an operation's request, response and everything in them. */
  static Set<String> of(String operation) {
    Set<String> facts = new TreeSet<>();
    operations().get(operation).forEach(error -> facts.add(operation + " declares " + error));
    structure(type(operation + "Request"), facts);
    structure(type(operation + "Response"), facts);
    return facts;
  }

  private static void structure(Class<?> type, Set<String> facts) {
    facts.add(type.getSimpleName() + " is a structure");
    for (SdkField<?> field : ((SdkPojo) newBuilder(type)).sdkFields()) {
      String member = type.getSimpleName() + '.' + field.locationName();
      facts.add(member + " is " + describe(field, facts));
      Set<String> values = enumValues(type, field);
      if (!values.isEmpty()) {
        facts.add(member + " is one of " + values);
      }
      if (field.containsTrait(DefaultValueTrait.class)) {
        facts.add(member + " is the idempotency token");
      }
      if (field.marshallingType() == MarshallingType.STRING && isRedacted(type, field)) {
        facts.add(member + " is not shown");
      }
    }
  }

  private static String describe(SdkField<?> field, Set<String> facts) {
    if (field.marshallingType() == MarshallingType.SDK_POJO) {
      Class<?> nested = field.constructor().get().getClass().getEnclosingClass();
      structure(nested, facts);
      return nested.getSimpleName();
    }
    if (field.marshallingType() == MarshallingType.LIST) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      return "List of " + describe(element, facts);
    }
    return field.marshallingType().getTargetClass().getSimpleName();
  }

  private static Set<String> enumValues(Class<?> type, SdkField<?> field) {
    Function<String, Method> getter =
        suffix ->
            Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(field.memberName() + suffix))
                .filter(method -> method.getParameterCount() == 0)
                .findFirst()
                .orElse(null);
    Class<?> values = null;
    if (getter.apply("AsString") != null) {
      values = getter.apply("").getReturnType();
    } else if (getter.apply("AsStrings") != null) {
      ParameterizedType list = (ParameterizedType) getter.apply("").getGenericReturnType();
      values = (Class<?>) list.getActualTypeArguments()[0];
    }
    return values == null
        ? Set.of()
        : Arrays.stream(values.getEnumConstants())
            .map(Object::toString)
            .filter(value -> !"null".equals(value))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isRedacted(Class<?> type, SdkField<?> field) {
    Object builder = newBuilder(type);
    field.set(builder, "some text");
    return ((SdkBuilder<?, ?>) builder).build().toString().contains("Sensitive Data Redacted");
  }

  private static Object newBuilder(Class<?> type) {
    try {
      return type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(MODEL + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
