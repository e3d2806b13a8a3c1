package org.postroom.policy.impersonation.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The installation's keys for tokens, which all replicas share. */
public interface TokenKeys {
  /** All keys that can be opened here. */
  Uni<List<TokenKey>> read();

  /**
   * Sees to it that there is a key for this period and the next one, and that those are gone whose
   * tokens have all expired; answers what is there then. Replicas may do so at the same time.
   */
  Uni<List<TokenKey>> provide(Duration period, Instant now);
}
