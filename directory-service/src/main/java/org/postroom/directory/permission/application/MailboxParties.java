package org.postroom.directory.permission.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.permission.model.MailboxGrant;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.model.DirectoryEntity;

/** Finds owner and grantee of a mailbox permission. */
@Singleton
class MailboxParties {
  private final EntityIdentification identification;
  private final MailboxPermissions permissions;

  MailboxParties(EntityIdentification identification, MailboxPermissions permissions) {
    this.identification = identification;
    this.permissions = permissions;
  }

  /** Owner and grantee, in whatever state; either not found is EntityNotFound. */
  Uni<Parties> find(
      Mutiny.Session session, OrganizationId organization, String owner, String grantee) {
    return identification.requireBoth(
        session, organization, owner, EntityKinds.ALL, grantee, EntityKinds.ALL, Parties::new);
  }

  /** What is granted between them at present. */
  Uni<MailboxGrant> grant(Mutiny.Session session, Parties parties) {
    NamedEntity owner = parties.owner.named();
    NamedEntity grantee = parties.grantee.named();
    return permissions
        .find(session, parties.organization(), owner.id(), grantee.id())
        .map(found -> found.orElseGet(() -> MailboxGrant.none(owner, grantee)));
  }

  /** Whose mailbox it is, and who may do something with it. */
  record Parties(DirectoryEntity<?> owner, DirectoryEntity<?> grantee) {
    OrganizationId organization() {
      return owner.organizationId();
    }

    /** Refuses unless both are registered. */
    Parties requireEnabled() {
      owner.requireEnabled();
      grantee.requireEnabled();
      return this;
    }

    /** Refuses tombstones. */
    Parties requireNotDeleted() {
      owner.requireNotDeleted();
      grantee.requireNotDeleted();
      return this;
    }
  }
}
