package org.postroom.kit.sealing;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Sql;

/** A row that holds sealed texts. */
public interface SealedRow {
  /** Its primary key, by which its place is walked through. */
  List<String> key();

  /**
   * Seals what is in it with the current key, unless it has changed meanwhile.
   *
   * @return how many rows were changed, one or none
   * @throws IllegalArgumentException when it cannot be opened with the keys known here
   */
  Uni<Integer> reseal(Sql sql, SecretSealer sealer);
}
