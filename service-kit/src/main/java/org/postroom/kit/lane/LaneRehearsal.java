package org.postroom.kit.lane;

import java.util.function.Consumer;
import org.postroom.kit.database.Sql;

/** A lane on which everything can be tried: each of its transactions is rolled back at the end. */
public final class LaneRehearsal {
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
