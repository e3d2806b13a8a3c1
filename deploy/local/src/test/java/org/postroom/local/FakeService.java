package org.postroom.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.postroom.contract.operation.BoundedContext;

/**
 * Stands in for a service: healthy as soon as it listens, or dead on arrival. Every request is
 * answered with 200.
 */
public final class FakeService {
  private static final String BROKEN = "broken";

  private FakeService() {}

  static List<ServiceDefinition> directoryAndGateway() {
    return List.of(
        new ServiceDefinition(
            "directory",
            Port.DIRECTORY,
            Optional.of(BoundedContext.DIRECTORY),
            command("directory")),
        new ServiceDefinition("gateway", Port.GATEWAY, Optional.empty(), command("gateway")));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals(BROKEN)) {
      System.err.println("the fake is broken");
      System.exit(3);
    }
    int port =
        Stream.of("QUARKUS_HTTP_PORT", "POSTROOM_S3_PORT", "POSTROOM_IMAP_PORT")
            .map(System::getenv)
            .filter(Objects::nonNull)
            .mapToInt(Integer::parseInt)
            .findFirst()
            .orElseThrow();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"status\":\"UP\",\"checks\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** A project whose applications are fakes, for the command line. */
  public static void project(Path root, boolean gatewayWorks) throws IOException {
    for (String jar :
        List.of(
            "gateway/target/quarkus-app/quarkus-run.jar",
            "directory-service/target/quarkus-app/quarkus-run.jar",
            "mail-domain-service/target/quarkus-app/quarkus-run.jar",
            "policy-service/target/quarkus-app/quarkus-run.jar",
            "export-service/target/quarkus-app/quarkus-run.jar",
            "deploy/object-store/target/object-store.jar",
            "deploy/mail-server/target/mail-server.jar")) {
      Path path = root.resolve(jar);
      Files.createDirectories(path.getParent());
      boolean works = gatewayWorks || !jar.startsWith("gateway/");
      writeJar(path, works ? FakeService.class : FakeService.Broken.class);
    }
  }

  private static void writeJar(Path jar, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> type : List.of(FakeService.class, FakeService.Broken.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  /** The fake that ends at once. */
  static final class Broken {
    private Broken() {}

    public static void main(String[] arguments) throws IOException {
      FakeService.main(new String[] {BROKEN});
    }
  }

  private static List<String> command(String argument) {
    return List.of(
        System.getProperty("java.home") + "/bin/java",
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        FakeService.class.getName(),
        argument);
  }
}
