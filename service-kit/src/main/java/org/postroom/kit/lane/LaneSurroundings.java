package org.postroom.kit.lane;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.postroom.kit.database.Database;
import org.postroom.kit.outbox.OutboxTable;
import org.postroom.kit.outbox.Publisher;

/**
 * What the lanes of one consumer work with.
 *
 * @param transactions in which the lanes work
 * @param housekeeping how often an owner prunes and sends unfinished internal commands again
 * @param revocation how long a rebalance waits for a lane's current batch to end
 */
public record LaneSurroundings(
    Database database,
    Publisher publisher,
    TopicFacts topics,
    SharedTransactions transactions,
    Clock clock,
    MeterRegistry meters,
    Duration housekeeping,
    Duration revocation,
    Moments moments,
    Mechanisms mechanisms) {

  /** The same with other moments, sharing no transaction with what has these. */
  LaneSurroundings at(Moments others) {
    return new LaneSurroundings(
        database,
        publisher,
        topics,
        transactions.apart(),
        clock,
        meters,
        housekeeping,
        revocation,
        others,
        mechanisms);
  }

  /** The outbox's statements. */
  public OutboxTable outbox() {
    return new OutboxTable(clock);
  }
}
