package org.postroom.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.FreePorts;
import org.postroom.local.InstallationState.Phase;

/**
 * All of Postroom on this machine, run by this JVM: PostgreSQL, Kafka and the services as child
 * processes that are started again when they die. One installation at a time owns a data directory.
 * Nothing is left running after {@link #close}, nor after an orderly end of the JVM; after a kill
 * of the JVM the next start over the same directory ends what is left.
 */
public final class LocalInstallation implements AutoCloseable {
  private final DataDirectory data;
  private final String region;
  private final Ports ports;
  private final Brokers brokers;
  private final FileChannel ownership;
  private final PartsInOrder parts;
  private final RecordedProcess self = RecordedProcess.of(ProcessHandle.current());
  private final Thread endWithJvm = new Thread(this::endParts, "postroom-end");
  private volatile Phase phase = Phase.STARTING;
  private volatile String failure = "";

  private LocalInstallation(DataDirectory data, LocalSettings chosen, FileChannel ownership) {
    LocalSettings settings = chosen.withEventRetentionUnlessChosen(data.rememberedEventRetention());
    this.data = data;
    this.ownership = ownership;
    SecureRandom random = new SecureRandom();
    FreePorts free = new FreePorts(random);
    data.createSecrets(new Secrets(random));
    this.region = region(settings);
    this.ports = ports(settings, free);
    data.remember(ports, region, settings.eventRetention());
    this.brokers = Brokers.of(settings, ports, free::next);
    ServiceEnvironment environment =
        new ServiceEnvironment(data, ports, brokers.cluster().bootstrapServers(), settings, region);
    this.parts = new PartsInOrder(data, ports, brokers, settings, environment, this::writeState);
  }

  /**
   * Starts an installation and returns when all of it is healthy.
   *
   * @throws InstallationException when something does not come up: the message names the part and
   *     holds the end of its log, and nothing is left running
   */
  public static LocalInstallation start(LocalSettings settings) {
    DataDirectory data = DataDirectory.at(settings.data());
    data.create();
    FileChannel ownership = own(data);
    LocalInstallation installation;
    try {
      Orphans.of(data).end();
      installation = new LocalInstallation(data, settings, ownership);
    } catch (RuntimeException e) {
      RecordedProcess self = RecordedProcess.of(ProcessHandle.current());
      new InstallationState(Phase.FAILED, self, e.getMessage(), List.of()).write(data);
      release(ownership);
      throw e;
    }
    installation.startParts();
    return installation;
  }

  private void startParts() {
    Runtime.getRuntime().addShutdownHook(endWithJvm);
    try {
      writeState();
      parts.start();
      phase = Phase.RUNNING;
      writeState();
    } catch (RuntimeException e) {
      failure = e.getMessage();
      close();
      throw e;
    }
  }

  /** Stops gateway, services, Kafka and PostgreSQL, in this order. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(endWithJvm);
    } catch (IllegalStateException e) {
      // The JVM is ending; the hook runs or has run, and ending twice is harmless.
    }
    endParts();
    release(ownership);
  }

  private synchronized void endParts() {
    if (phase == Phase.STOPPED || phase == Phase.FAILED) {
      return;
    }
    phase = Phase.STOPPING;
    writeState();
    parts.end();
    phase = failure.isEmpty() ? Phase.STOPPED : Phase.FAILED;
    writeState();
  }

  /** Where AWS clients send their requests. */
  public URI gatewayUrl() {
    return URI.create("http://127.0.0.1:" + ports.of(Port.GATEWAY));
  }

  /** Where the service that owns a context listens. */
  public URI serviceUrl(BoundedContext context) {
    return URI.create("http://127.0.0.1:" + ports.of(Port.valueOf(context.name())));
  }

  public String region() {
    return region;
  }

  /** The key that was made at the first start. */
  public AccessKey accessKey() {
    return data.accessKey();
  }

  /** The token for the internal endpoints of services. */
  public String serviceCredential() {
    return data.serviceCredential();
  }

  /** The token for the measurements of every part. */
  public String metricsCredential() {
    return data.metricsCredential();
  }

  public String bootstrapServers() {
    return brokers.cluster().bootstrapServers();
  }

  public DataDirectory data() {
    return data;
  }

  public int port(Port port) {
    return ports.of(port);
  }

  /** JDBC address, role and password of a service's database. */
  public DatabaseAccess database(BoundedContext context) {
    return DatabaseAccess.of(data, ports.of(Port.POSTGRES), context);
  }

  /** All parts in the order of their start, each asked just now. */
  public List<PartStatus> status() {
    return parts.status();
  }

  /**
   * Kills a part as {@code kill -9} does and returns when the process is gone. It is started again
   * within seconds.
   *
   * @param name as in {@link #status}
   */
  public void kill(String name) {
    parts.named(name).kill();
  }

  /** Stops a part in order and leaves it stopped until {@link #startPart}. */
  public void stopPart(String name) {
    parts.named(name).stop();
  }

  /** Starts a part that was stopped; it may take a moment to become healthy. */
  public void startPart(String name) {
    parts.named(name).start();
  }

  /** The current process of a part. */
  public ProcessHandle process(String name) {
    return parts.named(name).part().handle();
  }

  /**
   * Waits until every part runs and is healthy.
   *
   * @throws InstallationException when that takes longer than the given time
   */
  public void awaitHealthy(Duration patience) {
    parts.awaitHealthy(patience);
  }

  private void writeState() {
    synchronized (data) {
      new InstallationState(phase, self, failure, parts.states()).write(data);
    }
  }

  private String region(LocalSettings settings) {
    String before = data.rememberedRegion();
    if (settings.region() != null) {
      return settings.region();
    }
    return before != null ? before : LocalSettings.STANDARD_REGION;
  }

  private Ports ports(LocalSettings settings, FreePorts free) {
    Map<Port, Integer> remembered = data.rememberedPorts();
    if (settings.anyPorts()) {
      for (Port port : Port.values()) {
        remembered.putIfAbsent(port, free.next());
      }
    }
    return Ports.choose(settings.ports(), remembered, FreePorts::isFree, free::next);
  }

  private static FileChannel own(DataDirectory data) {
    try {
      FileChannel channel =
          FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        // held in this JVM: the same answer
      }
      channel.close();
      throw new InstallationException("Postroom already runs over " + data.root() + ".");
    } catch (IOException e) {
      throw new InstallationException("Cannot write to " + data.root() + ".", e);
    }
  }

  private static void release(FileChannel ownership) {
    try {
      ownership.close();
    } catch (IOException e) {
      throw new InstallationException("Cannot give the data directory free.", e);
    }
  }

  /** How to enter a database. */
  public record DatabaseAccess(String jdbcUrl, String username, String password) {
    static DatabaseAccess of(DataDirectory data, int port, BoundedContext context) {
      String name = ServiceEnvironment.databaseOf(context);
      return new DatabaseAccess(
          "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name),
          name,
          data.databasePasswords().get(context.wireName()));
    }

    @Override
    public String toString() {
      return "DatabaseAccess[" + jdbcUrl + "]";
    }
  }
}
