package org.postroom.maildomain.domain.application;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.maildomain.domain.model.ExpectedDkimKey;
import org.postroom.maildomain.domain.model.MailDomain;

/** For an installation that signs no mail: no domain has keys, so none is verified for DKIM. */
@Singleton
@DefaultBean
class NoDkimKeys implements DkimKeys {
  @Override
  public Uni<Change> begin(CommandContext context, List<MailDomain> registrations) {
    return Uni.createFrom().item(session -> Uni.createFrom().voidItem());
  }

  @Override
  public Change drop(String organizationId, List<MailDomain> registrations) {
    return session -> Uni.createFrom().voidItem();
  }

  @Override
  public Uni<List<DnsRecord>> records(
      Mutiny.Session session, String organizationId, MailDomain registration) {
    return Uni.createFrom().item(List.of());
  }

  @Override
  public Uni<List<ExpectedDkimKey>> expected(
      Mutiny.Session session, String organizationId, MailDomain registration) {
    return Uni.createFrom().item(List.of());
  }
}
