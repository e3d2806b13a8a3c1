package org.postroom.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.postroom.contract.operation.BoundedContext;

/**
 * How to run one of the five services, or a server around them.
 *
 * @param name what the service is called in {@code status} and {@code logs}
 * @param port where it listens
 * @param context what it owns; only four services own something
 * @param command starts it, given the environment of {@link ServiceEnvironment}
 * @param ownPort where it listens instead, when it is a second one of its kind
 * @param environment over what the installation sets
 */
public record ServiceDefinition(
    String name,
    Port port,
    Optional<BoundedContext> context,
    List<String> command,
    OptionalInt ownPort,
    Map<String, String> environment) {

  private static final String LOG_MANAGER =
      "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

  /** The first of its kind, with the environment of all. */
  public ServiceDefinition(
      String name, Port port, Optional<BoundedContext> context, List<String> command) {
    this(name, port, context, command, OptionalInt.empty(), Map.of());
  }

  /**
   * Several processes of the same service. All but the first have names that end with their number,
   * from 2 on, and ports of their own.
   */
  public List<ServiceDefinition> replicas(int processes, IntSupplier ports) {
    List<ServiceDefinition> all = new ArrayList<>(List.of(this));
    for (int number = 2; number <= processes; number++) {
      all.add(
          new ServiceDefinition(
              name + '-' + number,
              port,
              context,
              command,
              OptionalInt.of(ports.getAsInt()),
              environment));
    }
    return all;
  }

  /** The service that a process is of, by the name it has in {@code status}. */
  public static String serviceOf(String process) {
    return process.replaceFirst("-\\d+$", "");
  }

  /** With one environment variable of its own. */
  public ServiceDefinition withEnvironment(String variable, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(variable, value);
    return new ServiceDefinition(name, port, context, command, ownPort, Map.copyOf(changed));
  }

  /**
   * What this project's build left: the services, and the servers around them with which exports
   * can be tried out.
   */
  public static List<ServiceDefinition> of(ProjectDirectory project) {
    return List.of(
        owner(project, BoundedContext.DIRECTORY, Port.DIRECTORY, 256),
        owner(project, BoundedContext.MAIL_DOMAIN, Port.MAIL_DOMAIN, 192),
        owner(project, BoundedContext.POLICY, Port.POLICY, 192),
        owner(project, BoundedContext.EXPORT, Port.EXPORT, 192),
        new ServiceDefinition(
            "gateway",
            Port.GATEWAY,
            Optional.empty(),
            java(project.application("gateway"), 256, LOG_MANAGER)),
        new ServiceDefinition(
            "object-store", Port.S3, Optional.empty(), java(project.server("object-store"), 128)),
        new ServiceDefinition(
            "mail-server", Port.IMAP, Optional.empty(), java(project.server("mail-server"), 256)));
  }

  private static ServiceDefinition owner(
      ProjectDirectory project, BoundedContext context, Port port, int heapMegabytes) {
    Path application = project.application(context.wireName() + "-service");
    return new ServiceDefinition(
        context.wireName(),
        port,
        Optional.of(context),
        java(application, heapMegabytes, LOG_MANAGER));
  }

  private static List<String> java(Path application, int heapMegabytes, String... options) {
    if (!Files.exists(application)) {
      throw new InstallationException(application + " is missing: the project is not built.");
    }
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMegabytes + "m",
            "-Xms32m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            // Give freed memory back: all of them share one machine.
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", application.toString()));
    return command;
  }
}
