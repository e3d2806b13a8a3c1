package org.postroom.kit.lane;

/**
 * A failure of a lane's work that has written nothing, neither to the database nor to the session:
 * the other lanes of the transaction go on without it.
 */
public abstract class WithoutTrace extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected WithoutTrace(String message) {
    super(message, null, false, false);
  }
}
