package org.postroom.directory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** Assertions about refusals. */
public final class Refusals {
  private Refusals() {}

  /** The call is refused with this error. */
  public static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(OperationRejected.class)
        .isThrownBy(call)
        .extracting(OperationRejected::code)
        .isEqualTo(code);
  }
}
