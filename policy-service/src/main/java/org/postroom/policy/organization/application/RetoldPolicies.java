package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** One kind of what a snapshot tells of an organization. A CDI bean for each kind. */
public interface RetoldPolicies {
  /** The stable name of the kind, without a slash; kinds are told in the order of their names. */
  String kind();

  /** At most {@code limit} rows whose keys come after this one; the empty key is before all. */
  Uni<List<Retold>> after(Mutiny.Session session, String organizationId, String key, int limit);

  /**
   * What has happened to one thing, as far as it still matters.
   *
   * @param key where a page that ends with it ends
   */
  record Retold(String key, Record event) {
    /** A page of things that are few enough to be read all at once, in the order of their keys. */
    public static <T> List<Retold> page(
        Stream<T> all, Function<T, Retold> retold, String key, int limit) {
      return all.map(retold)
          .filter(one -> one.key().compareTo(key) > 0)
          .sorted(Comparator.comparing(Retold::key))
          .limit(limit)
          .toList();
    }
  }
}
