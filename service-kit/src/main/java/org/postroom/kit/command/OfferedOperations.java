package org.postroom.kit.command;

import java.util.List;
import org.postroom.contract.operation.Operation;

/** The operation table's rows that a service is to handle. */
public record OfferedOperations(List<Operation<?, ?>> rows) {
  public OfferedOperations {
    rows = List.copyOf(rows);
  }
}
