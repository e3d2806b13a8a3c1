package org.postroom.maildomain.dmarc.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.dmarc.application.InboundDmarc;

@Singleton
class DbInboundDmarc implements InboundDmarc {
  @Override
  public Uni<Boolean> enforced(Mutiny.Session session, String organizationId) {
    return session
        .find(InboundDmarcRow.class, organizationId)
        .map(row -> row == null ? UNLESS_SET : row.enforced);
  }

  @Override
  public Change begin(String organizationId, boolean enforced) {
    return session -> session.persist(new InboundDmarcRow(organizationId, enforced));
  }

  @Override
  public Change replace(String organizationId, boolean enforced) {
    return session ->
        session
            .find(InboundDmarcRow.class, organizationId)
            .chain(
                row -> {
                  if (row == null) {
                    return session.persist(new InboundDmarcRow(organizationId, enforced));
                  }
                  row.enforced = enforced;
                  return Uni.createFrom().voidItem();
                });
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
