package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/**
 * Rows that belong to an organization and go with it, a bounded number at a time. What keeps
 * something for organizations is one.
 */
public interface OrganizationRows {
  /** Whether there are any. */
  Uni<Boolean> any(Mutiny.Session session, String organizationId);

  /** Deletes some, at most 1,000 rows; all, in the end, when it is repeated. */
  Change dropSome(String organizationId);

  /** The first of these that has any; none when nothing is left of the organization. */
  static Uni<Optional<OrganizationRows>> firstOf(
      List<? extends OrganizationRows> parts, Mutiny.Session session, String organizationId) {
    if (parts.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    OrganizationRows part = parts.get(0);
    return part.any(session, organizationId)
        .chain(
            any ->
                any
                    ? Uni.createFrom().item(Optional.of(part))
                    : firstOf(parts.subList(1, parts.size()), session, organizationId));
  }
}
