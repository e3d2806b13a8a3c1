package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
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
  record Retold(String key, Record event) {}
}
