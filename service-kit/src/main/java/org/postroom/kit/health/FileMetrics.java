package org.postroom.kit.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.postroom.transport.StaleFiles;

/** Measures how many files say what is not in force. */
@Singleton
class FileMetrics {
  void register(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder("postroom.files.stale", () -> StaleFiles.now().size())
        .description("Files that cannot be read anew, of which an older content is in force")
        .register(meters);
  }
}
