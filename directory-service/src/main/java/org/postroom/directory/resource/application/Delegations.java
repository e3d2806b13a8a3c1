package org.postroom.directory.resource.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Delegate;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Who decides for which resource. A delegate that is DELETED is none. */
public interface Delegations {
  /** Whether one holds whose resource and delegate are not DELETED. */
  Uni<Boolean> exists(Mutiny.Session session, Delegation delegation);

  /** At most {@code limit} delegates of a resource. */
  Uni<List<EntityId>> some(
      Mutiny.Session session, OrganizationId organization, EntityId resource, int limit);

  /** One page of a resource's delegates, in the order in which they became that. */
  Uni<Page<Delegate>> page(
      Mutiny.Session session, OrganizationId organization, EntityId resource, PageRequest request);

  /** At most {@code limit} delegations behind this one, by resource and delegate. */
  Uni<List<EntityLink>> after(
      Mutiny.Session session,
      OrganizationId organization,
      String resource,
      String delegate,
      int limit);

  /** Stores one that does not exist. */
  Change add(Delegation delegation);

  /** Removes one. */
  Change remove(Delegation delegation);
}
