package org.postroom.directory.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.ExternalDirectories;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.DirectoryCondition;
import org.postroom.directory.organization.model.ExternalDirectory;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.directory.organization.model.OrganizationDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.kit.command.Change;

/** Organizations in the database; a session reads each once. */
@Singleton
class DbOrganizations implements Organizations {
  private final ExternalDirectories externalDirectories;

  DbOrganizations(ExternalDirectories externalDirectories) {
    this.externalDirectories = externalDirectories;
  }

  @Override
  public Uni<Optional<Organization>> find(Mutiny.Session session, OrganizationId id) {
    return session
        .find(OrganizationRow.class, id.value())
        .map(row -> Optional.ofNullable(row).map(this::organization));
  }

  @Override
  public Uni<List<Organization>> findAll(Mutiny.Session session, List<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return session
        .createQuery(
            "from DirectoryOrganization o where o.organizationId in :ids", OrganizationRow.class)
        .setParameter("ids", ids)
        .getResultList()
        .map(rows -> inOrder(rows, ids));
  }

  @Override
  public Change add(Organization organization) {
    return session -> {
      OrganizationRow row = new OrganizationRow();
      row.organizationId = organization.id().value();
      row.account = organization.account();
      row.alias = organization.alias().text();
      row.directoryId = organization.directoryId();
      row.directoryType = organization.directory().type();
      row.directoryExternal = organization.directory().external();
      row.directoryInteroperable = organization.directory().interoperable();
      row.requestedDomains = String.join(" ", organization.requestedDomains());
      copyProgress(organization, row);
      return session.persist(row);
    };
  }

  @Override
  public Change replace(Organization organization) {
    return session ->
        session
            .find(OrganizationRow.class, organization.id().value())
            .invoke(row -> copyProgress(organization, row))
            .replaceWithVoid();
  }

  /** Nothing else of an organization ever changes. */
  private static void copyProgress(Organization organization, OrganizationRow row) {
    row.state = organization.state().wireName();
    row.errorMessage = organization.errorMessage();
    row.completedAt = organization.completedAt();
    row.directoryKept = organization.directory().kept();
  }

  private List<Organization> inOrder(List<OrganizationRow> rows, List<String> ids) {
    Map<String, OrganizationRow> byId =
        rows.stream().collect(Collectors.toMap(row -> row.organizationId, Function.identity()));
    return ids.stream().map(byId::get).filter(Objects::nonNull).map(this::organization).toList();
  }

  private Organization organization(OrganizationRow row) {
    return new Organization(
        OrganizationId.of(row.organizationId),
        row.account,
        OrganizationAlias.of(row.alias),
        directory(row),
        row.requestedDomains.isEmpty() ? List.of() : List.of(row.requestedDomains.split(" ")),
        OrganizationState.ofWireName(row.state),
        row.errorMessage,
        row.completedAt);
  }

  /** How an external one is found now, without waiting for it. */
  private OrganizationDirectory directory(OrganizationRow row) {
    OrganizationDirectory directory =
        new OrganizationDirectory(
            row.directoryId,
            row.directoryType,
            row.directoryExternal,
            row.directoryInteroperable,
            row.directoryKept,
            DirectoryCondition.WRITABLE);
    return row.directoryExternal
        ? directory.found(
            externalDirectories
                .find(row.directoryId)
                .map(ExternalDirectory::condition)
                .orElse(DirectoryCondition.UNAVAILABLE))
        : directory;
  }
}
