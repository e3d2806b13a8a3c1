package org.postroom.kit.sealing;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.postroom.kit.database.Sql;

/**
 * Where sealed texts rest longer than those in commands, replies and tokens, whose time is limited.
 * A CDI bean; each table with sealed texts needs one, or their key can never be taken away.
 */
public interface SealedPlace {
  /** What it is called when it is told about. */
  String name();

  /** How many texts rest here, by the id of the key they were sealed with. */
  Uni<Map<String, Long>> counts(Sql sql);

  /**
   * The next rows with texts that were sealed with another key.
   *
   * @param keyId of the key that need not be looked for
   * @param after the key of the row to begin behind; empty for the first
   */
  Uni<List<SealedRow>> rowsOfOthers(Sql sql, String keyId, List<String> after, int limit);
}
