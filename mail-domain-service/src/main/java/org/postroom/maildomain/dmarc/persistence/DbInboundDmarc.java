package org.postroom.maildomain.dmarc.persistence;

import jakarta.inject.Singleton;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.dmarc.application.InboundDmarc;

@Singleton
class DbInboundDmarc implements InboundDmarc {
  @Override
  public Change begin(String organizationId, boolean enforced) {
    return session -> session.persist(new InboundDmarcRow(organizationId, enforced));
  }

  @Override
  public Change forget(String organizationId) {
    return session ->
        session
            .createMutationQuery("delete from InboundDmarcRow where organizationId = ?1")
            .setParameter(1, organizationId)
            .executeUpdate()
            .replaceWithVoid();
  }
}
