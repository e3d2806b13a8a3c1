package org.postroom.kit.lane;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jboss.logging.Logger;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.database.Sql;

/** A lane on which everything can be tried: each of its transactions is rolled back at the end. */
public final class LaneRehearsal {
  /** What is tried is about this organization, which does not exist. */
  public static final String ORGANIZATION = "m-00000000000000000000000000000000";

  /** Owns it; no account can have this number. */
  public static final String ACCOUNT = "000000000000";

  private static final Logger LOG = Logger.getLogger(LaneRehearsal.class);

  private final OwnedLane owned;

  /** Makes the lane's row, the one thing that stays. */
  public LaneRehearsal(Lane lane, LaneSurroundings with) {
    with.database()
        .await(with.database().transaction(session -> LaneTable.ensure(Sql.of(session), lane)));
    this.owned = new OwnedLane(lane, with.at(new RollBack()));
  }

  /** Runs something that commits once. */
  public void run(Consumer<OwnedLane> work) {
    try {
      work.accept(owned);
    } catch (RolledBack e) {
      return;
    }
    throw new IllegalStateException("a rehearsal was committed");
  }

  /**
   * Runs something that commits once again and again, with the number of the round. Its failure is
   * logged and ends this, not the service; only a failure of the surroundings is passed on.
   */
  public void repeat(int rounds, ObjIntConsumer<OwnedLane> work) {
    try {
      for (int i = 0; i < rounds; i++) {
        int round = i;
        run(lane -> work.accept(lane, round));
      }
    } catch (RuntimeException e) {
      if (Infrastructure.isToBlame(e)) {
        throw e;
      }
      LOG.warn("A rehearsal failed, what was rehearsed will be slow at first", e);
    }
  }

  private static final class RollBack implements Moments {
    @Override
    public Void beforeCommit() {
      throw new RolledBack();
    }
  }

  private static final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RolledBack() {
      super("a rehearsal ends here", null, false, false);
    }
  }
}
