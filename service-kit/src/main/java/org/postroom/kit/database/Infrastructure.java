package org.postroom.kit.database;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * Tells failures of the surroundings (database, broker, network) from failures of a command. The
 * former pause a lane and are tried again for ever; only the latter can make a command poison.
 */
public final class Infrastructure {
  /**
   * SQLSTATE classes: connection, transaction rollback (serialization, deadlock), resources,
   * operator intervention, system error; and refused or unknown log-ins, which is set-up.
   */
  private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58", "28", "3D");

  /** Lock not available; idle transaction ended by its time-out. */
  private static final Set<String> STATES = Set.of("55P03", "25P03", "25P04", "25006");

  private Infrastructure() {}

  /** Whether the surroundings are to blame. */
  public static boolean isToBlame(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (isOfTheSurroundings(cause)) {
        return true;
      }
      String state = sqlState(cause);
      if (state != null) {
        return state.length() >= 2 && CLASSES.contains(state.substring(0, 2))
            || STATES.contains(state);
      }
    }
    return false;
  }

  private static boolean isOfTheSurroundings(Throwable failure) {
    return failure instanceof CommitUnknown
        || failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof InterruptedException
        || failure instanceof KafkaException
        || failure instanceof VertxException
        || isLackOfConnections(failure);
  }

  /** All connections stay taken: the pool has no type of its own to say so. */
  private static boolean isLackOfConnections(Throwable failure) {
    return failure instanceof NoStackTraceThrowable && "Timeout".equals(failure.getMessage());
  }

  /** The SQLSTATE of this failure itself; null when it is none of the database. */
  private static String sqlState(Throwable failure) {
    if (failure instanceof io.vertx.sqlclient.DatabaseException database) {
      return database.getSqlState();
    }
    return failure instanceof SQLException sql ? sql.getSQLState() : null;
  }
}
