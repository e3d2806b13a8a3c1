package org.postroom.gateway.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many connections callers may hold open, and how slow they may be. */
public interface ConnectionsConfig {
  /** Connections in all; further ones are closed at once. */
  @WithDefault("8192")
  int total();

  /**
   * Connections of a source address, an IPv6 /64 network being one; 0 for no limit, where a load
   * balancer makes all callers one address.
   */
  @WithDefault("512")
  int perSource();

  /**
   * How long the head of a request may take, from the connection or the request's first byte on, a
   * TLS handshake included.
   */
  @WithDefault("PT15S")
  Duration headTimeout();

  /** How long the body of a request may take. */
  @WithDefault("PT30S")
  Duration bodyTimeout();

  /** How long a connection may be without a request. */
  @WithDefault("PT75S")
  Duration idleTimeout();
}
