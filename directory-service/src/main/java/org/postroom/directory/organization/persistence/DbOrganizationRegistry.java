package org.postroom.directory.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.organization.application.OrganizationRegistry;
import org.postroom.directory.organization.model.NewOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.directory.organization.model.OrganizationDirectory;
import org.postroom.directory.organization.model.RegisteredDirectory;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/**
 * The registry in the three global tables. What does not exist yet cannot be locked as a row, so
 * aliases, accounts and directories are locked by advisory locks, which a refused command leaves no
 * trace of; behind them the primary key of the alias still refuses a second holder.
 */
@Singleton
class DbOrganizationRegistry implements OrganizationRegistry {
  /** Lock classes; whoever takes several takes them in this order. */
  private static final int ALIAS_LOCK = 1;

  private static final int ACCOUNT_LOCK = 2;

  private static final int DIRECTORY_LOCK = 3;

  @Override
  public Uni<NewOrganization.Situation> lock(
      Mutiny.Session session, OrganizationAlias alias, String account, String directoryId) {
    return lock(session, ALIAS_LOCK, alias.key())
        .chain(() -> lock(session, ACCOUNT_LOCK, account))
        .chain(() -> lock(session, DIRECTORY_LOCK, directoryId))
        .chain(() -> holders(session, alias))
        .chain(
            holders ->
                counted(session, account)
                    .chain(
                        counted ->
                            directory(session, directoryId)
                                .map(
                                    directory ->
                                        new NewOrganization.Situation(
                                            holders > 0, counted.intValue(), directory))));
  }

  private static Uni<Long> holders(Mutiny.Session session, OrganizationAlias alias) {
    return session
        .createNativeQuery(
            "select count(*) from organization_alias where alias_key = :alias", Long.class)
        .setParameter("alias", alias.key())
        .getSingleResult();
  }

  private static Uni<Long> counted(Mutiny.Session session, String account) {
    return session
        .createNativeQuery(
            "select count(*) from account_organization where account = :account and counted",
            Long.class)
        .setParameter("account", account)
        .getSingleResult();
  }

  private static Uni<Optional<RegisteredDirectory>> directory(Mutiny.Session session, String id) {
    return session
        .createNativeQuery(
            "select account, alias, directory_type, organization_id is not null"
                + " from organization_directory where directory_id = :directory",
            Object[].class)
        .setParameter("directory", id)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new RegisteredDirectory(
                                id,
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                (Boolean) row[3]))
                    .findFirst());
  }

  @Override
  public Change enter(Organization organization) {
    return session ->
        session
            .createNativeQuery(
                "insert into organization_alias (alias_key, organization_id)"
                    + " values (:alias, :organization)")
            .setParameter("alias", organization.alias().key())
            .setParameter("organization", organization.id().value())
            .executeUpdate()
            .chain(
                () ->
                    session
                        .createNativeQuery(
                            "insert into account_organization"
                                + " (account, creation_number, organization_id, counted)"
                                + " select :account, coalesce(max(creation_number), 0) + 1,"
                                + " :organization, true"
                                + " from account_organization where account = :account")
                        .setParameter("account", organization.account())
                        .setParameter("organization", organization.id().value())
                        .executeUpdate())
            .chain(() -> holdDirectory(session, organization))
            .replaceWithVoid();
  }

  /** One that was left behind is there already. */
  private static Uni<Integer> holdDirectory(Mutiny.Session session, Organization organization) {
    return session
        .createNativeQuery(
            "insert into organization_directory"
                + " (directory_id, account, alias, directory_type, organization_id)"
                + " values (:directory, :account, :alias, :type, :organization)"
                + " on conflict (directory_id) do update"
                + " set organization_id = excluded.organization_id")
        .setParameter("directory", organization.directoryId())
        .setParameter("account", organization.account())
        .setParameter("alias", organization.alias().text())
        .setParameter("type", organization.directory().type())
        .setParameter("organization", organization.id().value())
        .executeUpdate();
  }

  private static Uni<Integer> leaveDirectory(Mutiny.Session session, Organization organization) {
    OrganizationDirectory directory = organization.directory();
    return session
        .createNativeQuery(
            (directory.kept() && !directory.external()
                    ? "update organization_directory set organization_id = null"
                    : "delete from organization_directory")
                + " where directory_id = :directory and organization_id = :organization")
        .setParameter("directory", directory.id())
        .setParameter("organization", organization.id().value())
        .executeUpdate();
  }

  @Override
  public Change release(Organization organization) {
    return session ->
        session
            .createNativeQuery(
                "delete from organization_alias"
                    + " where alias_key = :alias and organization_id = :organization")
            .setParameter("alias", organization.alias().key())
            .setParameter("organization", organization.id().value())
            .executeUpdate()
            .chain(
                () ->
                    session
                        .createNativeQuery(
                            "update account_organization set counted = false"
                                + " where account = :account"
                                + " and organization_id = :organization")
                        .setParameter("account", organization.account())
                        .setParameter("organization", organization.id().value())
                        .executeUpdate())
            .chain(() -> leaveDirectory(session, organization))
            .replaceWithVoid();
  }

  @Override
  public Uni<Page<String>> list(Mutiny.Session session, String account, PageRequest request) {
    return session
        .createNativeQuery(
            "select creation_number, organization_id from account_organization"
                + " where account = :account and creation_number > :after"
                + " order by creation_number limit :limit",
            Object[].class)
        .setParameter("account", account)
        .setParameter("after", request.afterNumber())
        .setParameter("limit", request.fetchLimit())
        .getResultList()
        .map(rows -> request.page(rows, row -> List.of(row[0].toString())))
        .map(page -> page.map(row -> (String) row[1]));
  }

  private static Uni<Void> lock(Mutiny.Session session, int lockClass, String key) {
    return session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(:class, hashtext(:key)) as text)", String.class)
        .setParameter("class", lockClass)
        .setParameter("key", key)
        .getSingleResult()
        .replaceWithVoid();
  }
}
