package org.postroom.local;

import java.util.function.IntFunction;
import org.postroom.embedded.EmbeddedPostgres;

/** The databases of an installation that does not run, for as long as some work takes. */
public final class StoppedDatabases {
  private final DataDirectory data;

  private StoppedDatabases(DataDirectory data) {
    this.data = data;
  }

  public static StoppedDatabases of(DataDirectory data) {
    return new StoppedDatabases(data);
  }

  /**
   * Starts PostgreSQL alone, does the work with its port, and stops it.
   *
   * @throws InstallationException when there is no installation
   */
  public <T> T with(IntFunction<T> work) {
    Integer port = data.rememberedPorts().get(Port.POSTGRES);
    if (port == null) {
      throw new InstallationException(
          "There is no installation in " + data.root() + "; start one with ./postroom up.");
    }
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(data.postgres(), port, data.log("postgres"))) {
      return work.apply(postgres.port());
    }
  }
}
