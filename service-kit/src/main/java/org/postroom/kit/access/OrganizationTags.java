package org.postroom.kit.access;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The tags of organizations, as this service knows them. The directory has its own; every other
 * service has those that the directory's events tell.
 */
public interface OrganizationTags {
  /** The tags of an organization; none of one that is unknown or belongs to another account. */
  Uni<Map<String, String>> of(Mutiny.Session session, String organizationId, String account);
}
