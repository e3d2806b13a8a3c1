package org.postroom.kit.view;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.access.OrganizationTags;

/** The tags of organizations as the directory's events tell. */
@Singleton
@DefaultBean
class ViewedTags implements OrganizationTags {
  private static final String FIND =
      "select tags from OrganizationRow"
          + " where organizationId = :organizationId and account = :account";

  @Override
  public Uni<Map<String, String>> of(
      Mutiny.Session session, String organizationId, String account) {
    return session
        .createSelectionQuery(FIND, String.class)
        .setParameter("organizationId", organizationId)
        .setParameter("account", account)
        .getResultList()
        .map(ViewedTags::first);
  }

  private static Map<String, String> first(List<String> rows) {
    return rows.isEmpty() ? Map.of() : TagsText.read(rows.get(0));
  }
}
