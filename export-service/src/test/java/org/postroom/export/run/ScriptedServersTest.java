package org.postroom.export.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.export.testing.ScriptedImap;
import org.postroom.export.testing.ScriptedImap.Folder;
import org.postroom.export.testing.ScriptedS3;
import org.postroom.export.testing.Settings;

/** A test of exports from a scripted mail server to a scripted store. */
abstract class ScriptedServersTest {
  @TempDir Path directory;
  ScriptedS3 store;
  ScriptedImap server;

  @BeforeEach
  void start() throws IOException {
    store = new ScriptedS3(directory);
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    if (server != null) {
      server.close();
    }
  }

  /** Starts the mail server with these folders. */
  Settings serving(Folder... folders) throws IOException {
    server = new ScriptedImap(List.of(folders));
    return new Settings(directory).imap(server).s3(store);
  }

  static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
