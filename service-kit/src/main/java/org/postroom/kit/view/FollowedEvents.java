package org.postroom.kit.view;

import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.policy.event.PolicyEvents;

/** The catalogues of the contexts that can be followed. */
final class FollowedEvents {
  private FollowedEvents() {}

  /** The context's events. */
  static EventCatalogue of(BoundedContext context) {
    return switch (context) {
      case DIRECTORY -> DirectoryEvents.CATALOGUE;
      case MAIL_DOMAIN -> MailDomainEvents.CATALOGUE;
      case POLICY -> PolicyEvents.CATALOGUE;
      case EXPORT -> ExportEvents.CATALOGUE;
    };
  }
}
