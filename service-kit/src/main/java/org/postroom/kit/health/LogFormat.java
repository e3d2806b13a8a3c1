package org.postroom.kit.health;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.postroom.contract.json.LogLine;
import org.postroom.kit.database.KitConfig;

/** Puts the log into the form the installation wants, before the rest of the start is logged. */
@Singleton
class LogFormat {
  private final KitConfig config;

  LogFormat(KitConfig config) {
    this.config = config;
  }

  void choose(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    if (config.logJson()) {
      for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
        handler.setFormatter(new JsonLines());
      }
    }
  }

  private static final class JsonLines extends ExtFormatter {
    @Override
    public String format(ExtLogRecord record) {
      return new LogLine(
              record.getInstant(),
              record.getLevel().getName(),
              record.getLoggerName(),
              record.getThreadName(),
              formatMessage(record),
              record.getThrown())
          .json();
    }
  }
}
