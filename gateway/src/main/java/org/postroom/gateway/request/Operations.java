package org.postroom.gateway.request;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;

/** The operation table, prepared for the gateway. */
@Singleton
public class Operations {
  private static final String TARGET_PREFIX = "WorkMailService.";

  private final Map<String, PreparedOperation<?>> byTarget;

  /** Prepares every row of the table. */
  @Inject
  public Operations() {
    this(OperationTable.all());
  }

  Operations(Collection<Operation<?, ?>> rows) {
    byTarget =
        rows.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> TARGET_PREFIX + row.name(), Operations::prepare, (a, b) -> a));
  }

  /** The operation that an {@code X-Amz-Target} header names; null when there is none. */
  public PreparedOperation<?> byTarget(String target) {
    return target == null ? null : byTarget.get(target);
  }

  /** All of them. */
  public Collection<PreparedOperation<?>> all() {
    return byTarget.values();
  }

  private static PreparedOperation<?> prepare(Operation<?, ?> row) {
    return new PreparedOperation<>(row);
  }
}
