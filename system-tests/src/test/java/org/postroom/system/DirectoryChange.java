package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import software.amazon.awssdk.services.workmail.model.WorkMailException;

/** A call of an operation that changes something in a directory. */
record DirectoryChange(Operation<?, ?> operation, ThrowingCallable call) {
  /** One of the operation with this name. */
  static DirectoryChange of(String operation, ThrowingCallable call) {
    return new DirectoryChange(OperationTable.byName(operation).orElseThrow(), call);
  }

  void isRefused(ErrorCode error) {
    assertThatThrownBy(call)
        .as(operation.name())
        .isInstanceOfSatisfying(
            WorkMailException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(error.wireName()));
  }
}
