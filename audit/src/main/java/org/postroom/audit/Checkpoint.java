package org.postroom.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a checkpoint says besides that its chain got as far as itself.
 *
 * @param earlier where chains ended that this process wrote before it was started the last time
 */
public record Checkpoint(@JsonProperty("earlier") List<ChainHead> earlier) {
  public Checkpoint {
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
  }

  /** As it stands in the stream. */
  public byte[] json() {
    return AuditJson.write(this);
  }
}
