package org.postroom.maildomain.availability.probe;

import java.util.HashMap;
import java.util.Map;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** Bounds how many tests run at once, those of each account and all. */
final class TestPlaces {
  private final int perAccount;
  private final int inAll;
  private final Map<String, Integer> accounts = new HashMap<>();
  private int taken;

  TestPlaces(int perAccount, int inAll) {
    this.perAccount = perAccount;
    this.inAll = inAll;
  }

  /**
   * Takes a place.
   *
   * @throws OperationRejected ThrottlingException, when there is none
   */
  synchronized void take(String account) {
    int ofAccount = accounts.getOrDefault(account, 0);
    if (ofAccount >= perAccount || taken >= inAll) {
      throw new OperationRejected(ErrorCode.THROTTLING, "Rate exceeded");
    }
    accounts.put(account, ofAccount + 1);
    taken++;
  }

  /** Gives a place back. */
  synchronized void release(String account) {
    taken--;
    accounts.computeIfPresent(account, (key, count) -> count == 1 ? null : count - 1);
  }
}
