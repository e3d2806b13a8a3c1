package org.postroom.kit.timer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.InternalCommand;

/**
 * A source of timed work. A CDI bean. The owner of a command partition asks it about once a second
 * for what is due there and sends the commands; there is no leader. A command's own handler moves
 * the due time on, so a lost or doubled tick is harmless.
 *
 * @implSpec Rows carry the number of their command partition and are found by an index on
 *     (partition, due time). The cause of a command names its row and attempt.
 */
public interface DueCommands {
  /** At most {@code limit} commands due in this partition, the longest due first. */
  Uni<List<InternalCommand<?>>> due(Mutiny.Session session, int partition, Instant now, int limit);
}
