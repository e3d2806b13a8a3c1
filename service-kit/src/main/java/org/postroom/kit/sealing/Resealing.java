package org.postroom.kit.sealing;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;

/**
 * Seals what rests in the database with the current key, in bounded steps, each row in a
 * transaction of its own beside everything else that goes on. It keeps no account of its progress:
 * what is left to do is what is sealed with another key. So it may be stopped anywhere, begun again
 * and run at two places at once.
 */
@Singleton
public class Resealing {
  private static final Logger LOG = Logger.getLogger(Resealing.class);
  private static final int PAGE = 100;
  private static final int PAGES = 20;
  private static final String TOKENS =
      "select split_part(request_digest, ':', 1), count(*) from client_token"
          + " where expires_at > now() group by 1";

  private final List<SealedPlace> places;
  private final Database database;
  private final SecretSealer sealer;

  Resealing(@All List<SealedPlace> places, Database database, SecretSealer sealer) {
    this.places = places;
    this.database = database;
    this.sealer = sealer;
  }

  /**
   * One step.
   *
   * @param done whether all places were walked through to their ends
   * @param resealed rows that are sealed with the current key now
   * @param unreadable rows that no key known here opens; they are left as they are
   */
  public record Step(boolean done, int resealed, int unreadable) {
    private Step plus(int more, int unreadableMore) {
      return new Step(done, resealed + more, unreadable + unreadableMore);
    }
  }

  /** Walks on for at most some thousand rows that are sealed with another key. */
  public Uni<Step> step() {
    return walk(0, List.of(), PAGES, new Step(true, 0, 0));
  }

  private Uni<Step> walk(int place, List<String> after, int pages, Step step) {
    if (place == places.size()) {
      return Uni.createFrom().item(step);
    }
    if (pages == 0) {
      return Uni.createFrom().item(new Step(false, step.resealed(), step.unreadable()));
    }
    SealedPlace here = places.get(place);
    String current = sealer.keys().currentId();
    return database
        .read(session -> here.rowsOfOthers(Sql.of(session), current, after, PAGE))
        .chain(
            rows ->
                rows.isEmpty()
                    ? walk(place + 1, List.of(), pages, step)
                    : resealed(here, rows, step)
                        .chain(
                            next -> walk(place, rows.get(rows.size() - 1).key(), pages - 1, next)));
  }

  private Uni<Step> resealed(SealedPlace place, List<SealedRow> rows, Step step) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(row -> resealed(place, row))
        .collect()
        .in(Counted::new, Counted::add)
        .map(counted -> step.plus(counted.resealed, counted.unreadable));
  }

  /** The rows changed; -1 for one that cannot be opened. */
  private Uni<Integer> resealed(SealedPlace place, SealedRow row) {
    return database
        .transaction(session -> row.reseal(Sql.of(session), sealer))
        .onFailure(IllegalArgumentException.class)
        .recoverWithItem(
            () -> {
              LOG.errorf("A sealed text cannot be opened with the keys: place=%s", place.name());
              return -1;
            });
  }

  /** How many texts rest at each place, by the id of their key; places with none are left out. */
  Uni<Map<String, Map<String, Long>>> atRest() {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    return Multi.createFrom()
        .iterable(places)
        .onItem()
        .transformToUniAndConcatenate(
            place ->
                database
                    .read(session -> place.counts(Sql.of(session)))
                    .invoke(
                        counts -> {
                          if (!counts.isEmpty()) {
                            all.put(place.name(), counts);
                          }
                        }))
        .collect()
        .asList()
        .replaceWith(all);
  }

  /** How many client tokens are remembered with a digest by each key; for a day at most. */
  Uni<Map<String, Long>> clientTokens() {
    return database.read(session -> KeyCounts.of(Sql.of(session), TOKENS));
  }

  private static final class Counted {
    private int resealed;
    private int unreadable;

    void add(int rows) {
      if (rows < 0) {
        unreadable++;
      } else {
        resealed += rows;
      }
    }
  }
}
