package org.postroom.gateway.config;

/** The token with which the gateway shows itself to the services; it never prints itself. */
public record ServiceCredential(String token) {
  @Override
  public String toString() {
    return "[service credential]";
  }
}
