package org.postroom.contract.secret;

/** Where the sealing keys are now: an operator may add keys and change the current one any time. */
public interface SealingKeySource {
  /** The keys as they were read last; cheap. */
  SealingKeys get();

  /**
   * The keys after another look. Asked when something was sealed by a key that {@link #get} does
   * not know: another process may have learned of it a moment earlier.
   */
  default SealingKeys lookAgain() {
    return get();
  }
}
