package org.postroom.benchmarks.suite;

/**
 * How much is measured.
 *
 * @param settleSeconds of load before the first recording of commands and of queries
 * @param warmUpSeconds before each load is recorded
 * @param seconds how long each load is recorded
 * @param creations of organizations; at least {@value #LEAST_CREATIONS}
 * @param smallOrganization users of the small organization
 * @param largeOrganization users of the large organization
 */
public record Scale(
    int settleSeconds,
    int warmUpSeconds,
    int seconds,
    int creations,
    int smallOrganization,
    int largeOrganization) {
  /** Sixteen under load, and one each for the small, the large, the steady and the flooded one. */
  public static final int LEAST_CREATIONS = 20;

  public Scale {
    if (creations < LEAST_CREATIONS) {
      throw new IllegalArgumentException("at least " + LEAST_CREATIONS + " organizations");
    }
  }

  long warmUpMillis() {
    return warmUpSeconds * 1000L;
  }

  long measureMillis() {
    return seconds * 1000L;
  }
}
