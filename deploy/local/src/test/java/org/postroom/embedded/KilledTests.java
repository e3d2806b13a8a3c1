package org.postroom.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM whose tests are killed while they use the shared servers. */
final class KilledTests {
  private KilledTests() {}

  public static void main(String[] arguments) throws Exception {
    TestInfrastructure infrastructure = TestInfrastructure.shared();
    infrastructure.freshDatabase("directory");
    infrastructure.createTopics(List.of("directory.events.v1"), 2);
    infrastructure.createTopics(List.of("directory.events.v1"), 2);
    String pids = infrastructure.postgres().pid() + " " + infrastructure.kafka().pid();
    Files.writeString(Path.of(arguments[0]), pids);
    Runtime.getRuntime().halt(137);
  }
}
