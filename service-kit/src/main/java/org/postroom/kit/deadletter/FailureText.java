package org.postroom.kit.deadletter;

import io.vertx.sqlclient.DatabaseException;
import java.util.StringJoiner;

/** Describes a failure by types and SQLSTATE only: messages may hold what callers have sent. */
public final class FailureText {
  private static final int MOST_CAUSES = 8;

  private FailureText() {}

  /** The chain of causes. */
  public static String of(Throwable failure) {
    StringJoiner text = new StringJoiner(" < ");
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      text.add(
          cause instanceof DatabaseException database
              ? cause.getClass().getName() + " " + database.getSqlState()
              : cause.getClass().getName());
    }
    return text.toString();
  }

  /** Where the failure happened, for the log. */
  public static Throwable withoutMessages(Throwable failure) {
    Throwable innermost = failure;
    for (int i = 0; innermost.getCause() != null && i < MOST_CAUSES; i++) {
      innermost = innermost.getCause();
    }
    Throwable place = new Throwable(innermost.getClass().getName());
    place.setStackTrace(innermost.getStackTrace());
    return place;
  }
}
