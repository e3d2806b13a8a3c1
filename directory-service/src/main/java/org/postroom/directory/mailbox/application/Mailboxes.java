package org.postroom.directory.mailbox.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.model.MailboxSpace;
import org.postroom.kit.command.Change;

/** The mailboxes of registered users and resources, and those kept for a while after that. */
public interface Mailboxes {
  /** Most mailboxes that one command purges or one reports. */
  int CHUNK = 500;

  /** The mailbox that an entity uses; not one that is only kept. */
  Uni<Optional<MailboxSpace>> find(
      Mutiny.Session session, OrganizationId organization, EntityId owner);

  /** At most {@code limit} mailboxes whose owners' ids come after this one, in their order. */
  Uni<List<MailboxSpace>> after(
      Mutiny.Session session, OrganizationId organization, String owner, int limit);

  /** Puts a mailbox to use: the one that is kept, as it is, or else a new one. */
  Change use(OrganizationId organization, EntityId owner, int partition);

  /**
   * A mailbox is only kept from now on; nothing happens when there is none or it is kept already.
   */
  Change keep(OrganizationId organization, EntityId owner, int partition, Instant until);

  /** Sets the quota of a mailbox that exists. */
  Change setQuota(OrganizationId organization, EntityId owner, int megabytes);

  /** Sets the sizes of those of these mailboxes that exist. */
  Change report(OrganizationId organization, List<MailboxUsage> sizes, Instant at);

  /** Whether an entity's mailbox is there that is not to be kept longer. */
  Uni<Boolean> isDue(
      Mutiny.Session session, OrganizationId organization, EntityId owner, Instant now);

  /** The owners of at most {@link #CHUNK} mailboxes that are not to be kept longer. */
  Uni<List<EntityId>> due(Mutiny.Session session, OrganizationId organization, Instant now);

  /** Forgets these mailboxes. */
  Change purge(OrganizationId organization, List<EntityId> owners);
}
