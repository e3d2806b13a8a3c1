package org.postroom.export.testing;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.postroom.export.ExportConfig;

/** Settings of a test, and the rest as an installation has them by default. */
public final class Settings {
  private final Map<String, String> settings = new HashMap<>();

  /**
   * @param directory for the files that settings name
   */
  public Settings(Path directory) {
    set("imap.host", "127.0.0.1");
    set("imap.security", "none");
    set("imap.master-user", "master");
    set("imap.master-password-file", write(directory, "master-password", "pass\n").toString());
    set("s3.path-style", "true");
    set(
        "s3.credentials-file",
        write(
                directory,
                "s3.json",
                "{\"default\":{\"accessKeyId\":\"all\",\"secretAccessKey\":\"secret\"},"
                    + "\"roles\":{\"arn:aws:iam::123456789012:role/export\":"
                    + "{\"accessKeyId\":\"ofrole\",\"secretAccessKey\":\"secret\"}}}")
            .toString());
  }

  public static Path write(Path directory, String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a key below {@code postroom.export}. */
  public Settings set(String key, String value) {
    settings.put("postroom.export." + key, value);
    return this;
  }

  public Settings imap(ScriptedImap server) {
    return set("imap.port", Integer.toString(server.port()));
  }

  public Settings s3(ScriptedS3 store) {
    return set("s3.endpoint", store.endpoint().toString());
  }

  public ExportConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(ExportConfig.class)
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .build()
        .getConfigMapping(ExportConfig.class);
  }
}
