package org.postroom.contract.operation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.contract.directory.DirectoryOperations;
import org.postroom.contract.export.ExportOperations;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.policy.PolicyOperations;

/**
 * Every operation Postroom offers, once. Routing, decoding, validation, metrics, topics and tests
 * are driven by it; an operation that is not in it does not exist.
 */
public final class OperationTable {
  private static final Map<String, Operation<?, ?>> BY_NAME = byName();

  private OperationTable() {}

  /** Every row. */
  public static Collection<Operation<?, ?>> all() {
    return BY_NAME.values();
  }

  /** The row with this wire name; empty when Postroom does not offer it. */
  public static Optional<Operation<?, ?>> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The rows of one context. */
  public static List<Operation<?, ?>> of(BoundedContext context) {
    return BY_NAME.values().stream().filter(row -> row.context() == context).toList();
  }

  private static Map<String, Operation<?, ?>> byName() {
    Map<String, Operation<?, ?>> rows = new LinkedHashMap<>();
    Stream.of(
            DirectoryOperations.ALL,
            MailDomainOperations.ALL,
            PolicyOperations.ALL,
            ExportOperations.ALL)
        .flatMap(List::stream)
        .forEach(
            row -> {
              if (rows.put(row.name(), row) != null) {
                throw new IllegalStateException(row + " is declared twice");
              }
            });
    return Collections.unmodifiableMap(rows);
  }
}
