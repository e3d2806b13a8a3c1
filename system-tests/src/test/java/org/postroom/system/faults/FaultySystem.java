package org.postroom.system.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.embedded.ChildProcess;
import org.postroom.embedded.FreePorts;
import org.postroom.local.DataDirectory;
import org.postroom.local.KafkaLayout;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalSettings;
import org.postroom.local.PartStatus;
import org.postroom.local.ProjectDirectory;
import org.postroom.local.ServiceDefinition;
import org.postroom.local.cli.PostroomCommand;

/**
 * An installation to break things in: two gateways behind a balancer, two directory services, and
 * one or three brokers, which the first directory service reaches by wires that can be cut.
 */
final class FaultySystem implements InstalledSystem {
  static final String BUCKET = DataDirectory.EXPORTS_BUCKET;

  /** Mail domains under it are verified by the operator's word. */
  static final String VOUCHED_DOMAINS = "vouched.example";

  static final String SECOND_GATEWAY = "gateway-2";
  static final String SECOND_DIRECTORY = "directory-2";

  /** Ten JVMs and more, on a machine that may have other work as well. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private final LocalInstallation installation;
  private final List<Wire> wires;
  private final Wire balancer;

  private FaultySystem(LocalInstallation installation, List<Wire> wires, Wire balancer) {
    this.installation = installation;
    this.wires = wires;
    this.balancer = balancer;
  }

  /** Starts everything, on free ports and in a temporary directory. */
  static FaultySystem start(int brokers) {
    FreePorts free = new FreePorts(new SecureRandom());
    List<Integer> detours = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < brokers; i++) {
      int broker = i;
      wires.add(new Wire(() -> detours.isEmpty() ? List.of() : List.of(detours.get(broker))));
    }
    // A broker's ports are known only when everything is configured; until then nobody connects.
    String aroundTheWires =
        wires.stream().map(wire -> "127.0.0.1:" + wire.port()).collect(Collectors.joining(","));
    LocalInstallation installation;
    try {
      LocalSettings settings =
          LocalSettings.standard(Files.createTempDirectory("postroom-faults-"))
              .withAnyPorts()
              .withStartPatience(START_PATIENCE)
              .withEnvironment("POSTROOM_MAIL_DOMAIN_VERIFIED_DOMAINS", "." + VOUCHED_DOMAINS)
              .withEnvironment("POSTROOM_EXPORT_LEASE", "10s")
              .withKafka(
                  new KafkaLayout(
                      brokers, wires.stream().map(Wire::port).toList(), detours::addAll));
      List<ServiceDefinition> services =
          ServiceDefinition.of(ProjectDirectory.find()).stream()
              .flatMap(service -> service.replicas(processes(service), free::next).stream())
              .map(
                  service ->
                      service.name().equals(DIRECTORY)
                          ? service.withEnvironment("KAFKA_BOOTSTRAP_SERVERS", aroundTheWires)
                          : service)
              .toList();
      installation = LocalInstallation.start(settings.withServices(services));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FaultySystem(installation, wires, InstalledSystem.balancer(installation));
  }

  private static int processes(ServiceDefinition service) {
    return service.name().equals(GATEWAY) || service.name().equals(DIRECTORY) ? 2 : 1;
  }

  @Override
  public LocalInstallation installation() {
    return installation;
  }

  @Override
  public Wire balancer() {
    return balancer;
  }

  /** The names of the brokers' parts. */
  List<String> brokers() {
    return installation.status().stream()
        .map(PartStatus::name)
        .filter(name -> name.startsWith("kafka"))
        .toList();
  }

  /** The wires between the first directory service and the brokers. */
  List<Wire> wires() {
    return wires;
  }

  boolean isAlive(String part) {
    return installation.process(part).isAlive();
  }

  /** {@code kill -9}; the supervisor starts it again. */
  void kill(String part) {
    installation.kill(part);
  }

  /** Stops every thread of a part where it is, those of its children too. */
  void freeze(String part) {
    signal(part, "STOP");
  }

  /** Lets a part go on that was frozen, as if nothing had been. */
  void thaw(String part) {
    signal(part, "CONT");
  }

  private void signal(String part, String signal) {
    ProcessHandle process = installation.process(part);
    ChildProcess.signal(signal, Stream.concat(Stream.of(process), process.descendants()));
  }

  /**
   * What the operator's own check says of the audit stream's chains, compared with the databases
   * and the gateways' disks; nothing when all are whole.
   */
  List<String> brokenChains() {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    String data = installation.data().root().toString();
    int exit = PostroomCommand.run(out, out, "audit", "verify", "--data", data);
    return exit == 0 ? List.of() : said.toString().lines().toList();
  }

  Path logs() {
    return installation.data().logs();
  }

  @Override
  public void close() {
    InstalledSystem.super.close();
    wires.forEach(Wire::close);
  }
}
