package org.postroom.policy.organization.application;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.view.OrganizationSnapshot;
import org.postroom.policy.organization.application.RetoldPolicies.Retold;

/** Tells an organization's policies anew, kind after kind. */
@Singleton
class PolicySnapshot implements OrganizationSnapshot {
  private static final char SLASH = '/';

  private final List<RetoldPolicies> kinds;

  PolicySnapshot(@All List<RetoldPolicies> kinds) {
    this.kinds = kinds.stream().sorted(Comparator.comparing(RetoldPolicies::kind)).toList();
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    if (kinds.isEmpty()) {
      return Uni.createFrom().item(new Chunk(List.of(), null));
    }
    int slash = after == null ? -1 : after.indexOf(SLASH);
    String kind = after == null ? kinds.get(0).kind() : after.substring(0, slash);
    String key = after == null ? "" : after.substring(slash + 1);
    return fill(session, organizationId, indexOf(kind), key, new ArrayList<>());
  }

  /** The kind of this name, or the next one if an older version told of one that is no more. */
  private int indexOf(String kind) {
    int index = 0;
    while (index < kinds.size() && kinds.get(index).kind().compareTo(kind) < 0) {
      index++;
    }
    return index;
  }

  private Uni<Chunk> fill(
      Mutiny.Session session, String organizationId, int index, String key, List<Record> events) {
    if (index >= kinds.size()) {
      return Uni.createFrom().item(new Chunk(events, null));
    }
    RetoldPolicies kind = kinds.get(index);
    int room = MAX_ROWS - events.size();
    return kind.after(session, organizationId, key, room)
        .chain(
            rows -> {
              rows.stream().map(Retold::event).forEach(events::add);
              return rows.size() < room
                  ? fill(session, organizationId, index + 1, "", events)
                  : Uni.createFrom()
                      .item(
                          new Chunk(events, kind.kind() + SLASH + rows.get(rows.size() - 1).key()));
            });
  }
}
