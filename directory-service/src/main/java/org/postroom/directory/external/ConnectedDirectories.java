package org.postroom.directory.external;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postroom.directory.DirectoryConfig;
import org.postroom.directory.organization.application.ExternalDirectories;
import org.postroom.directory.organization.model.ExternalDirectory;
import org.postroom.kit.thread.DaemonThreads;

/**
 * The directories of the operator's file, each asked on a thread of its own how it is. A file that
 * cannot be understood stops the service at its start.
 */
@Singleton
class ConnectedDirectories implements ExternalDirectories {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, DirectoryMonitor> monitors = new LinkedHashMap<>();
  private final Duration interval;
  private ScheduledExecutorService asking;

  @Inject
  ConnectedDirectories(DirectoryConfig config, @All List<DirectoryAdapter> adapters, Clock clock) {
    this(
        config.externalDirectoriesFile().map(Path::of),
        config.externalDirectoriesInterval(),
        adapters,
        clock);
  }

  /**
   * Reads the file.
   *
   * @param file empty when no directory is connected
   * @throws IllegalArgumentException for a directory that is described wrongly or twice
   */
  ConnectedDirectories(
      Optional<Path> file, Duration interval, List<DirectoryAdapter> adapters, Clock clock) {
    this.interval = interval;
    for (ConnectedDirectory directory : file.map(ConnectedDirectories::read).orElse(List.of())) {
      DirectoryMonitor monitor =
          new DirectoryMonitor(
              directory.requireComplete(), adapter(directory, adapters), clock, interval);
      if (monitors.put(directory.id(), monitor) != null) {
        throw new IllegalArgumentException(
            "external directory " + directory.id() + " is there twice");
      }
    }
  }

  void start(@Observes StartupEvent event) {
    if (!monitors.isEmpty()) {
      asking =
          Executors.newScheduledThreadPool(
              monitors.size(), DaemonThreads.named("external-directories"));
      for (DirectoryMonitor monitor : monitors.values()) {
        asking.scheduleWithFixedDelay(monitor::ask, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (asking != null) {
      asking.shutdownNow();
    }
  }

  @Override
  public Optional<ExternalDirectory> find(String directoryId) {
    return Optional.ofNullable(monitors.get(directoryId))
        .map(
            monitor ->
                new ExternalDirectory(
                    directoryId,
                    monitor.directory().alias(),
                    monitor.directory().type(),
                    monitor.directory().account(),
                    monitor.condition()));
  }

  private static DirectoryAdapter adapter(
      ConnectedDirectory directory, List<DirectoryAdapter> adapters) {
    return adapters.stream()
        .filter(adapter -> adapter.name().equals(directory.adapter()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "external directory "
                        + directory.id()
                        + " names no adapter there is: "
                        + directory.adapter()));
  }

  private static List<ConnectedDirectory> read(Path file) {
    try {
      return JSON.readValue(Files.readAllBytes(file), Content.class).directories;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read external directories from " + file, e);
    }
  }

  private record Content(@JsonProperty("directories") List<ConnectedDirectory> directories) {
    private Content {
      directories = directories == null ? List.of() : List.copyOf(directories);
    }
  }
}
