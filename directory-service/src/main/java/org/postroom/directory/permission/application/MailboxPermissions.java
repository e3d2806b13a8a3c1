package org.postroom.directory.permission.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Permission;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.permission.model.MailboxGrant;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Who may do what with whose mailbox. What is DELETED neither grants nor is granted anything. */
public interface MailboxPermissions {
  /** What is granted to this grantee on this mailbox. */
  Uni<Optional<MailboxGrant>> find(
      Mutiny.Session session, OrganizationId organization, EntityId owner, EntityId grantee);

  /** One page of what is granted on a mailbox, in the order in which it was first granted. */
  Uni<Page<Permission>> page(
      Mutiny.Session session, OrganizationId organization, EntityId owner, PageRequest request);

  /**
   * At most {@code limit} grants whose owners' and grantees' ids come after these, in their order.
   */
  Uni<List<MailboxGrant>> after(
      Mutiny.Session session, OrganizationId organization, String owner, String grantee, int limit);

  /** Stores a grant; one of nothing is removed. */
  Change store(OrganizationId organization, MailboxGrant grant);
}
