package org.postroom.gateway.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway as it is shipped, in a process of its own on a free port. */
public final class GatewayProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: https?://[^:]+:(\\d+)");

  private final Process process;
  private final Path log;

  private GatewayProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts one, with an audit spool of its own; {@link #client} waits until it listens. */
  public static GatewayProcess start(Map<String, String> settings) {
    try {
      Path log = Files.createTempFile("postroom-gateway-", ".log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.add("-Dquarkus.http.host=127.0.0.1");
      command.add("-Dquarkus.http.port=0");
      Map<String, String> own = new HashMap<>(settings);
      own.put(
          "postroom.audit.spool-directory",
          Files.createTempDirectory("postroom-audit-spool-").toString());
      own.forEach((key, value) -> command.add("-D" + key + '=' + value));
      command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new GatewayProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has written so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it listens by now. */
  public boolean isListening() {
    if (!process.isAlive()) {
      throw new AssertionError("the gateway ended:\n" + log());
    }
    return LISTENING.matcher(log()).find();
  }

  /** Speaks to it in plain HTTP; it must be listening. */
  public GatewayClient client() {
    return new GatewayClient(port());
  }

  /** Where it listens; it must be listening. */
  public int port() {
    Matcher matcher = LISTENING.matcher(log());
    if (!matcher.find()) {
      throw new AssertionError("the gateway does not listen:\n" + log());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Asks it to stop. */
  public void stop() {
    process.destroy();
  }

  /** Waits for its end and gives the exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the gateway does not end:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }
}
