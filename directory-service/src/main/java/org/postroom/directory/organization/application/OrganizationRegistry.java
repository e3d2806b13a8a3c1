package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.organization.model.NewOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/**
 * What is known across organizations: who holds an alias or a directory, and which organizations an
 * account has. Whoever changes it is a command that runs alone.
 */
public interface OrganizationRegistry {
  /**
   * Looks, having locked alias, account and directory (in this order) until the transaction ends.
   *
   * @implSpec Nobody who locks the same alias, account or directory decides meanwhile.
   */
  Uni<NewOrganization.Situation> lock(
      Mutiny.Session session, OrganizationAlias alias, String account, String directoryId);

  /** Enters a new organization under its alias, account and directory. */
  Change enter(Organization organization);

  /**
   * Gives alias, quota and directory back, as far as the organization still holds them. Of a
   * directory of its own that is kept it stays known that it is there to be had.
   */
  Change release(Organization organization);

  /** The ids of an account's organizations in the order of their creation. */
  Uni<Page<String>> list(Mutiny.Session session, String account, PageRequest page);
}
