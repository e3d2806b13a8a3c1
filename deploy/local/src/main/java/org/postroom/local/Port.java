package org.postroom.local;

import java.util.Locale;

/** The loopback ports of an installation, in the order in which they are chosen. */
public enum Port {
  GATEWAY(8080),
  DIRECTORY(8081),
  MAIL_DOMAIN(8082),
  POLICY(8083),
  EXPORT(8084),
  POSTGRES(15432),
  KAFKA(19092),
  KAFKA_CONTROLLER(19093),
  S3(19000),
  SMTP(10025),
  IMAP(10143);

  private final int standard;

  Port(int standard) {
    this.standard = standard;
  }

  /** The port taken when nothing else is said and it is free. */
  public int standard() {
    return standard;
  }

  /** The word for it in files and options. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The option of {@code ./postroom up} that chooses it. */
  public String option() {
    return "--" + label() + "-port";
  }
}
