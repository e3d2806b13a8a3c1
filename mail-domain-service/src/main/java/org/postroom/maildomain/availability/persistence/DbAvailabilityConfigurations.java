package org.postroom.maildomain.availability.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.availability.application.AvailabilityConfigurations;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

@Singleton
class DbAvailabilityConfigurations implements AvailabilityConfigurations {
  @Override
  public Uni<Optional<DomainAvailability>> find(
      Mutiny.Session session, String organizationId, CalendarDomain domain) {
    return row(session, organizationId, domain)
        .map(row -> Optional.ofNullable(row).map(AvailabilityConfigurationRow::value));
  }

  @Override
  public Uni<List<DomainAvailability>> after(
      Mutiny.Session session, String organizationId, long creationNumber, int limit) {
    return session
        .createSelectionQuery(
            "from AvailabilityConfigurationRow where organizationId = ?1 and creationNumber > ?2"
                + " order by creationNumber",
            AvailabilityConfigurationRow.class)
        .setParameter(1, organizationId)
        .setParameter(2, creationNumber)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(AvailabilityConfigurationRow::value).toList());
  }

  @Override
  public Uni<DomainAvailability.Count> count(Mutiny.Session session, String organizationId) {
    return session
        .find(AvailabilityConfigurationCountRow.class, organizationId)
        .map(row -> row == null ? DomainAvailability.Count.NONE : row.value());
  }

  @Override
  public Change add(String organizationId, DomainAvailability configuration) {
    return session ->
        session
            .persist(new AvailabilityConfigurationRow(organizationId, configuration))
            .chain(() -> counted(session, organizationId))
            .invoke(
                count -> {
                  count.configurations++;
                  count.lastCreationNumber = configuration.creationNumber();
                })
            .replaceWithVoid();
  }

  @Override
  public Change replace(String organizationId, DomainAvailability configuration) {
    return session ->
        row(session, organizationId, configuration.domain())
            .invoke(row -> row.hold(configuration))
            .replaceWithVoid();
  }

  @Override
  public Change remove(String organizationId, CalendarDomain domain) {
    return session ->
        row(session, organizationId, domain)
            .chain(session::remove)
            .chain(() -> counted(session, organizationId))
            .invoke(count -> count.configurations--)
            // A later command of the batch may configure the domain again.
            .chain(session::flush);
  }

  @Override
  public Change forget(String organizationId) {
    return session ->
        session
            .createMutationQuery(
                "delete from AvailabilityConfigurationRow where organizationId = ?1")
            .setParameter(1, organizationId)
            .executeUpdate()
            .chain(
                () ->
                    session
                        .createMutationQuery(
                            "delete from AvailabilityConfigurationCountRow"
                                + " where organizationId = ?1")
                        .setParameter(1, organizationId)
                        .executeUpdate())
            .replaceWithVoid();
  }

  private static Uni<AvailabilityConfigurationRow> row(
      Mutiny.Session session, String organizationId, CalendarDomain domain) {
    return session.find(
        AvailabilityConfigurationRow.class,
        new AvailabilityConfigurationRow.Key(organizationId, domain.text()));
  }

  private static Uni<AvailabilityConfigurationCountRow> counted(
      Mutiny.Session session, String organizationId) {
    return session
        .find(AvailabilityConfigurationCountRow.class, organizationId)
        .chain(
            row -> {
              if (row != null) {
                return Uni.createFrom().item(row);
              }
              AvailabilityConfigurationCountRow first =
                  new AvailabilityConfigurationCountRow(organizationId);
              return session.persist(first).replaceWith(first);
            });
  }
}
