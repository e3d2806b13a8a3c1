package org.postroom.embedded;

import java.util.Locale;

/** The systems Postroom runs on. */
public enum Platform {
  LINUX_X86_64("postgres-linux-x86_64.txz"),
  LINUX_ARM64("postgres-linux-arm_64.txz"),
  MACOS_ARM64("postgres-darwin-arm_64.txz");

  private final String postgresArchive;

  Platform(String postgresArchive) {
    this.postgresArchive = postgresArchive;
  }

  /**
   * The system this JVM runs on.
   *
   * @throws IllegalStateException on any other system, with a sentence for its user
   */
  public static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String name, String architecture) {
    String system = name.toLowerCase(Locale.ROOT);
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    if (system.startsWith("linux") && (architecture.equals("amd64") || arm)) {
      return arm ? LINUX_ARM64 : LINUX_X86_64;
    }
    if (system.startsWith("mac") && arm) {
      return MACOS_ARM64;
    }
    throw new IllegalStateException(
        "Postroom runs on Linux (x86-64, arm64) and macOS (arm64), not on %s (%s)."
            .formatted(name, architecture));
  }

  /** The class path resource that holds PostgreSQL for this system. */
  String postgresArchive() {
    return postgresArchive;
  }
}
