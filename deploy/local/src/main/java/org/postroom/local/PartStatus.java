package org.postroom.local;

/**
 * How one part of an installation is.
 *
 * @param pid 0 when it does not run
 * @param complaint empty when it is healthy, else what is wrong
 * @param restarts how often it died and was started again since the installation was started
 */
public record PartStatus(String name, long pid, int port, String complaint, int restarts) {
  public boolean isHealthy() {
    return complaint.isEmpty();
  }
}
