package org.postroom.contract.sdk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.SecretSize;

/** The constraints of the contract's requests, in the words of {@code model-constraints.txt}. */
final class ContractConstraints {
  private final Set<String> facts = new TreeSet<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private ContractConstraints() {}

  static Set<String> facts() {
    ContractConstraints constraints = new ContractConstraints();
    OperationTable.all().stream().map(Operation::requestType).forEach(constraints::structure);
    return constraints.facts;
  }

  private void structure(Class<?> type) {
    if (seen.add(type)) {
      for (RecordComponent component : type.getRecordComponents()) {
        String member = type.getSimpleName() + '.' + ContractFacts.wireName(type, component);
        AnnotatedType annotated = component.getAnnotatedType();
        if (annotated.isAnnotationPresent(NotNull.class)) {
          facts.add(member + " is required");
        }
        type(member, annotated);
      }
    }
  }

  private void type(String member, AnnotatedType type) {
    for (Annotation annotation : type.getAnnotations()) {
      if (annotation instanceof Size size) {
        length(member, size.min(), size.max());
      } else if (annotation instanceof SecretSize size) {
        length(member, size.min(), size.max());
      } else if (annotation instanceof MemberPattern pattern) {
        facts.add(member + " matches " + pattern.regexp());
        if (pattern.orEmpty()) {
          facts.add(member + " may be empty all the same");
        }
      } else if (annotation instanceof Min min) {
        facts.add(member + " has value of at least " + min.value());
      } else if (annotation instanceof Max max) {
        facts.add(member + " has value of at most " + max.value());
      }
    }
    if (type instanceof AnnotatedParameterizedType list) {
      type(member + "[]", list.getAnnotatedActualTypeArguments()[0]);
    } else if (type.getType() instanceof Class<?> nested
        && nested.isRecord()
        && nested != Secret.class) {
      structure(nested);
    }
  }

  private void length(String member, int min, int max) {
    if (min > 0) {
      facts.add(member + " has length of at least " + min);
    }
    if (max < Integer.MAX_VALUE) {
      facts.add(member + " has length of at most " + max);
    }
  }
}
