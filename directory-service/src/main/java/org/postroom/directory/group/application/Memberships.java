package org.postroom.directory.group.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.GroupIdentifier;
import org.postroom.contract.directory.Member;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.model.Membership;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Who is a direct member of which group. What is DELETED has no members and is none. */
public interface Memberships {
  /** Whether one holds whose group and member are not DELETED. */
  Uni<Boolean> exists(Mutiny.Session session, Membership membership);

  /**
   * Whether a group is another one, or is in it however deep. Costs a look-up for each group that
   * the first one is in, and none for members.
   */
  Uni<Boolean> isWithin(
      Mutiny.Session session, OrganizationId organization, EntityId group, EntityId other);

  /** One page of a group's members, in the order in which they became that. */
  Uni<Page<Member>> members(
      Mutiny.Session session, OrganizationId organization, EntityId group, PageRequest request);

  /**
   * One page of the groups that have this member, in the order in which it became that, or by name
   * and id.
   *
   * @param namePrefix the folded beginning of the groups' names; null for all
   */
  Uni<Page<GroupIdentifier>> groupsOf(
      Mutiny.Session session,
      OrganizationId organization,
      EntityId member,
      String namePrefix,
      PageRequest request);

  /** At most {@code limit} memberships behind this one, by group and member. */
  Uni<List<EntityLink>> after(
      Mutiny.Session session, OrganizationId organization, String group, String member, int limit);

  /** Stores one that does not exist. */
  Change add(Membership membership);

  /** Removes one. */
  Change remove(Membership membership);
}
