package org.postroom.gateway.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postroom.contract.secret.LoginPassword;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.Sensitive;

/**
 * What the gateway knows about a request record, looked up once: its members by name, which are
 * secret or sensitive, and how to make a copy with other values.
 */
final class RecordShape {
  private static final Map<Class<?>, RecordShape> SHAPES = new ConcurrentHashMap<>();

  private final MethodHandle constructor;
  private final List<Member> members;
  private final boolean secrets;

  private RecordShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?>[] parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(parameters);
      constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, parameters.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      members = Arrays.stream(components).map(component -> Member.of(type, component)).toList();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the record " + type + " cannot be read", e);
    }
    secrets = members.stream().anyMatch(Member::holdsSecrets);
  }

  static RecordShape of(Class<?> recordType) {
    RecordShape shape = SHAPES.get(recordType);
    if (shape == null) {
      shape = new RecordShape(recordType);
      SHAPES.put(recordType, shape);
    }
    return shape;
  }

  List<Member> members() {
    return members;
  }

  /** The member of a component's name; null when there is none. */
  Member member(String component) {
    for (Member member : members) {
      if (member.component().equals(component)) {
        return member;
      }
    }
    return null;
  }

  boolean holdsSecrets() {
    return secrets;
  }

  /** A copy in which a change may have replaced some values. */
  Object copy(Object record, Change change) {
    Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = change.apply(members.get(i), members.get(i).value(record));
    }
    try {
      return constructor.invokeExact(values);
    } catch (Throwable e) {
      throw new IllegalStateException("a request could not be copied", e);
    }
  }

  /** Gives the value that a member has in a copy. */
  interface Change {
    Object apply(Member member, Object value);
  }

  /**
   * A record's member.
   *
   * @param component its name in Java, lower camel case
   * @param wireName its name in JSON
   * @param type its type, for a list that of the elements
   * @param isSensitive whether it must not be shown
   * @param isLoginPassword whether it is the password a user logs in with
   */
  record Member(
      String component,
      String wireName,
      Class<?> type,
      boolean isSensitive,
      boolean isLoginPassword,
      MethodHandle accessor) {

    static Member of(Class<?> owner, RecordComponent component) {
      try {
        Field field = owner.getDeclaredField(component.getName());
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        String name = component.getName();
        Class<?> type = elementType(component);
        return new Member(
            name,
            property != null
                ? property.value()
                : Character.toUpperCase(name.charAt(0)) + name.substring(1),
            type,
            type == Secret.class || field.isAnnotationPresent(Sensitive.class),
            field.isAnnotationPresent(LoginPassword.class),
            MethodHandles.lookup()
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the member " + component + " cannot be read", e);
      }
    }

    /** The name in the paths of error messages. */
    String pathName() {
      return Character.toLowerCase(wireName.charAt(0)) + wireName.substring(1);
    }

    boolean holdsSecrets() {
      return type == Secret.class || type.isRecord() && RecordShape.of(type).holdsSecrets();
    }

    Object value(Object record) {
      try {
        return accessor.invokeExact(record);
      } catch (Throwable e) {
        throw new IllegalStateException("the member " + wireName + " cannot be read", e);
      }
    }

    private static Class<?> elementType(RecordComponent component) {
      Type generic = component.getGenericType();
      if (List.class.isAssignableFrom(component.getType())
          && generic instanceof ParameterizedType list) {
        return (Class<?>) list.getActualTypeArguments()[0];
      }
      return component.getType();
    }
  }
}
