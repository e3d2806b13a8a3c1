package org.postroom.benchmarks.driver;

/** The endpoint under load, and the credential that signs for it. */
public record Target(
    String host, int port, String region, String accessKeyId, String secretAccessKey) {

  /** The value of the Host header. */
  public String authority() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return authority();
  }
}
