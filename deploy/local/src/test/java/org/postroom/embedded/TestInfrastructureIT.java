package org.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestInfrastructureIT {
  @TempDir Path directory;

  @Test
  void givesDatabasesThatAreFresh() throws Exception {
    TestInfrastructure infrastructure = TestInfrastructure.shared();
    TestInfrastructure.Database one = infrastructure.freshDatabase("directory");
    TestInfrastructure.Database other = infrastructure.freshDatabase("directory");
    assertThat(one.name()).isNotEqualTo(other.name());
    try (Connection connection =
        DriverManager.getConnection(one.jdbcUrl(), one.username(), one.password())) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void serversEndWithAJvmThatIsKilled() throws Exception {
    Path pidsFile = directory.resolve("pids");
    OtherJvm.run(KilledTests.class, directory.resolve("tests.log"), pidsFile);
    String[] pids = Files.readString(pidsFile).split(" ");
    for (String pid : pids) {
      Awaitility.await(pid)
          .atMost(Duration.ofSeconds(60))
          .until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
    }
  }
}
