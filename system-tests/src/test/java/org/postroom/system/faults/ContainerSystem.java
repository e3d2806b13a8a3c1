package org.postroom.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.AccessKey;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/**
 * An installation in containers on this machine that somebody else has started; its addresses and
 * secrets are told by system properties that begin with {@code postroom.load.}.
 */
final class ContainerSystem implements SystemUnderLoad, AutoCloseable {
  private final PublishedPorts gateways;
  private final Wire balancer;
  private final Path secrets = Path.of(property("secrets"));

  ContainerSystem() throws IOException {
    gateways = new PublishedPorts(property("gateways"));
    balancer = InstalledSystem.balancer(gateways);
  }

  @Override
  public int port() {
    return balancer.port();
  }

  @Override
  public AccessKey accessKey() {
    JsonNode key = read("credentials.json").path("credentials").path(0);
    return new AccessKey(
        key.path("accessKeyId").asText(),
        key.path("secretAccessKey").asText(),
        key.path("account").asText());
  }

  @Override
  public String bootstrapServers() {
    return property("bootstrap");
  }

  @Override
  public DatabaseAccess database(BoundedContext context) {
    String name = context.wireName().replace('-', '_');
    try {
      return new DatabaseAccess(
          "jdbc:postgresql://%s/%s".formatted(property("database"), name),
          name,
          Files.readString(secrets.resolve("database-" + context.wireName())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode read(String file) {
    try {
      return Json.mapper().readTree(secrets.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String property(String name) {
    String value = System.getProperty("postroom.load." + name);
    if (value == null) {
      throw new IllegalStateException("postroom.load." + name + " is not set");
    }
    return value;
  }

  @Override
  public void close() {
    balancer.close();
    gateways.close();
  }
}
