package org.postroom.benchmarks.driver;

import java.util.List;

/**
 * The endpoint under load, and the credential that signs for it.
 *
 * @param ports more than one when clients are spread over several gateways, as a balancer does
 */
public record Target(
    String host, List<Integer> ports, String region, String accessKeyId, String secretAccessKey) {

  /** An endpoint at one port. */
  public Target(String host, int port, String region, String accessKeyId, String secretAccessKey) {
    this(host, List.of(port), region, accessKeyId, secretAccessKey);
  }

  /** The value of the Host header: the one address that clients of a balancer know. */
  public String authority() {
    return host + ":" + ports.get(0);
  }

  /** Where a client connects to. */
  int port(int client) {
    return ports.get(client % ports.size());
  }

  @Override
  public String toString() {
    return authority();
  }
}
