package org.postroom.policy.monitoring.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.policy.organization.application.RetoldPolicies;

/** Tells an organization's configuration of email monitoring anew. */
@Singleton
class RetoldEmailMonitoring implements RetoldPolicies {
  private static final String ONLY = "it";

  private final EmailMonitoring monitoring;

  RetoldEmailMonitoring(EmailMonitoring monitoring) {
    this.monitoring = monitoring;
  }

  @Override
  public String kind() {
    return "email-monitoring";
  }

  @Override
  public Uni<List<Retold>> after(
      Mutiny.Session session, String organizationId, String key, int limit) {
    return monitoring
        .find(session, organizationId)
        .map(
            found ->
                Retold.page(
                    found.stream(),
                    configuration -> new Retold(ONLY, configuration.event()),
                    key,
                    limit));
  }
}
