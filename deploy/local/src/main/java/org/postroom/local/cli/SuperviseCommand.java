package org.postroom.local.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The supervisor itself; {@link UpCommand} starts it in the background. */
@Command(
    name = "supervise",
    hidden = true,
    description = "Runs everything until this process is asked to end.")
final class SuperviseCommand implements Callable<Integer> {
  private static final Logger LOG = Logger.getLogger(SuperviseCommand.class);

  @Mixin private DataOption data;
  @Mixin private InstallationOptions options;

  @Option(names = "--start-timeout", paramLabel = "SECONDS", defaultValue = "300")
  private long startTimeout;

  @Option(names = "--end-with", paramLabel = "PID")
  private Long endWith;

  @Override
  public Integer call() throws InterruptedException {
    if (endWith != null) {
      // Ending the JVM stops the parts: whoever is attached to us may be killed.
      ProcessHandle.of(endWith)
          .ifPresentOrElse(
              attached -> attached.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
    }
    LocalSettings settings =
        options
            .applyTo(LocalSettings.standard(data.path()))
            .withStartPatience(Duration.ofSeconds(startTimeout));
    LocalInstallation installation = LocalInstallation.start(settings);
    LOG.infof("Everything is up gateway=%s", installation.gatewayUrl());
    Thread.currentThread().join();
    return 0;
  }
}
