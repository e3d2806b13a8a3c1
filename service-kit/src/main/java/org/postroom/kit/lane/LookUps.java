package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postroom.kit.database.Sql;

/**
 * What the lanes of a transaction want to know before they work: the keys of all of them are
 * gathered first, then each statement is sent once, in one round trip with the locks.
 */
public final class LookUps {
  private final Map<SharedRead<?, ?>, Asked<?, ?>> asked = new LinkedHashMap<>();

  LookUps() {}

  /** Completes when the statement has answered for these keys and those of the other lanes. */
  @SuppressWarnings("unchecked")
  public <K, R> Uni<R> find(SharedRead<K, R> read, Collection<K> keys) {
    Asked<K, R> question =
        (Asked<K, R>) asked.computeIfAbsent(read, statement -> new Asked<>(read));
    question.keys.addAll(keys);
    return Uni.createFrom().completionStage(question.found);
  }

  void send(Sql sql) {
    asked.values().forEach(question -> question.send(sql));
  }

  private static final class Asked<K, R> {
    private final SharedRead<K, R> read;
    private final Set<K> keys = new LinkedHashSet<>();
    private final CompletableFuture<R> found = new CompletableFuture<>();

    Asked(SharedRead<K, R> read) {
      this.read = read;
    }

    void send(Sql sql) {
      read.read(sql, keys).subscribe().with(found::complete, found::completeExceptionally);
    }
  }
}
