package org.postroom.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.postroom.contract.operation.BoundedContext;

/** Stands in for a service: healthy as soon as it listens, or dead on arrival. */
final class FakeService {
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

  static List<ServiceDefinition> brokenGateway() {
    return List.of(
        directoryAndGateway().get(0),
        new ServiceDefinition("gateway", Port.GATEWAY, Optional.empty(), command(BROKEN)));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals(BROKEN)) {
      System.err.println("the fake is broken");
      System.exit(3);
    }
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"status\":\"UP\",\"checks\":[]}".getBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
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
