package org.postroom.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM that starts PostgreSQL and dies without a word, like one that was killed. */
final class OrphanedPostgres {
  private OrphanedPostgres() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
    postgres.createDatabase("directory", "directory", "it's secret");
    Files.writeString(Path.of(arguments[1]), Long.toString(postgres.pid()));
    Runtime.getRuntime().halt(137);
  }
}
