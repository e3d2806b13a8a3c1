package org.postroom.export.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.ReadExport;
import org.postroom.export.testing.ScriptedS3;
import org.postroom.export.testing.Settings;

/** With Debian's Dovecot, where it is installed and may be started. */
class DovecotTest extends MailServerContract {
  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

  private Process server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    boolean installed = Files.isExecutable(PROGRAM);
    assertThat(installed || System.getenv("POSTROOM_TEST_TOOLS") == null)
        .as("Dovecot is not installed")
        .isTrue();
    assumeTrue(installed, "Dovecot is not installed");
    assumeTrue(System.getProperty("user.name").equals("root"), "only root starts Dovecot");
    // Its processes have users of their own.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Settings.write(directory, "masters", "master:{PLAIN}pass\n");
    Path configuration =
        Settings.write(
            directory,
            "dovecot.conf",
            """
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = %1$s/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_master_user_separator = *
            first_valid_uid = 1
            mail_fsync = never
            imap_fetch_failure = no-after
            mail_location = maildir:~/Maildir:LAYOUT=fs
            namespace inbox {
              inbox = yes
              separator = /
            }
            passdb {
              driver = passwd-file
              args = %1$s/masters
              master = yes
            }
            passdb {
              driver = static
              args = password=nobody-has-it
            }
            userdb {
              driver = static
              args = uid=mail gid=mail home=%1$s/home/%%u
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = %2$d
              }
              inet_listener imaps {
                port = 0
              }
            }
            """
                .formatted(directory, port));
    server =
        new ProcessBuilder(PROGRAM.toString(), "-F", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.getInputStream().read() == '*';
              }
            });
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.destroy();
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
  }

  @Override
  Settings settings() {
    return new Settings(directory).set("imap.port", Integer.toString(port));
  }

  @Override
  char delimiter() {
    return '/';
  }

  @Test
  void aMessageThatDovecotCannotReadIsLeftOutAndNamed() throws Exception {
    for (int i = 1; i <= 3; i++) {
      run(settings().config(), "APPEND", "INBOX", mail("m" + i, "x"));
    }
    Path damaged;
    try (Stream<Path> mailbox = Files.walk(directory.resolve("home"))) {
      damaged =
          mailbox
              .filter(file -> file.toString().matches(".*/Maildir/(new|cur)/.+"))
              .sorted()
              .toList()
              .get(1);
    }
    Files.setPosixFilePermissions(damaged, Set.of());
    try (ScriptedS3 store = new ScriptedS3(directory)) {
      ExportBench.run(settings().s3(store).config());
      ReadExport export = ExportBench.read(store);
      assertThat(export.files()).containsOnlyKeys("INBOX/1.eml", "INBOX/3.eml");
      assertThat(export.manifest().path("nonExportableItems").findValuesAsText("uid"))
          .containsExactly("2");
    }
  }
}
