package org.postroom.policy.monitoring.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.policy.event.EmailMonitoringConfigurationPut;
import org.postroom.kit.command.Change;

/** Where the records of email monitoring go, for each organization that wants them. */
public interface EmailMonitoring {
  /** The organization's configuration. */
  Uni<Optional<Configuration>> find(Mutiny.Session session, String organizationId);

  /** This is the organization's configuration from now on. */
  Change put(String organizationId, Configuration configuration);

  /** The organization has none any more. */
  Change remove(String organizationId);

  /**
   * A configuration.
   *
   * @param roleArn in which role the records are written
   * @param logGroupArn where to
   */
  record Configuration(String roleArn, String logGroupArn) {
    /** The event that tells of it. */
    EmailMonitoringConfigurationPut event() {
      return new EmailMonitoringConfigurationPut(roleArn, logGroupArn);
    }
  }
}
