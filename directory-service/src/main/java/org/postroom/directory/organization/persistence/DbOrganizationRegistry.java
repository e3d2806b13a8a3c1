package org.postroom.directory.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.organization.application.OrganizationRegistry;
import org.postroom.directory.organization.model.NewOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/**
 * The registry in the two global tables. What does not exist yet cannot be locked as a row, so
 * aliases and accounts are locked by advisory locks, which a refused command leaves no trace of;
 * behind them the primary key of the alias still refuses a second holder.
 */
@Singleton
class DbOrganizationRegistry implements OrganizationRegistry {
  /** Lock classes; whoever takes both takes them in this order. */
  private static final int ALIAS_LOCK = 1;

  private static final int ACCOUNT_LOCK = 2;

  @Override
  public Uni<NewOrganization.Situation> lock(
      Mutiny.Session session, OrganizationAlias alias, String account) {
    return lock(session, ALIAS_LOCK, alias.key())
        .chain(() -> lock(session, ACCOUNT_LOCK, account))
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "select count(*) from organization_alias where alias_key = :alias",
                        Long.class)
                    .setParameter("alias", alias.key())
                    .getSingleResult())
        .chain(
            holders ->
                session
                    .createNativeQuery(
                        "select count(*) from account_organization"
                            + " where account = :account and counted",
                        Long.class)
                    .setParameter("account", account)
                    .getSingleResult()
                    .map(
                        counted -> new NewOrganization.Situation(holders > 0, counted.intValue())));
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
            .replaceWithVoid();
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
            .replaceWithVoid();
  }

  @Override
  public Uni<Page<String>> list(Mutiny.Session session, String account, PageRequest request) {
    long after = request.isFirst() ? 0 : Long.parseLong(request.after().get(0));
    return session
        .createNativeQuery(
            "select creation_number, organization_id from account_organization"
                + " where account = :account and creation_number > :after"
                + " order by creation_number limit :limit",
            Object[].class)
        .setParameter("account", account)
        .setParameter("after", after)
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
