package org.postroom.export.directoryview.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.export.directoryview.model.Mailbox;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.kit.view.ViewContext;

/**
 * Which users and resources have a mailbox, as the directory's events tell. One method reads what
 * the view holds now; the others apply events to it.
 */
public interface Mailboxes extends OrganizationRows {
  /** The mailbox of the user or resource with this id, if it is registered and has one. */
  Uni<Optional<Mailbox>> find(Mutiny.Session session, String organizationId, String entityId);

  /**
   * There is a user or resource, or its name or role has changed.
   *
   * @param remote whether a registration from now on gives it no mailbox
   */
  void named(ViewContext at, String id, String name, boolean remote);

  /** It is registered; what is not known is a group and has no mailbox. */
  Uni<Void> registered(Mutiny.Session session, String organizationId, String id, String email);

  /** It has another primary address. */
  Uni<Void> addressed(Mutiny.Session session, String organizationId, String id, String email);

  /** It is not registered any more. */
  Uni<Void> deregistered(Mutiny.Session session, String organizationId, String id);

  /** It is gone. */
  Uni<Void> deleted(Mutiny.Session session, String organizationId, String id);

  /** Forgets everything of the organization. */
  Uni<Void> reset(Mutiny.Session session, String organizationId);
}
