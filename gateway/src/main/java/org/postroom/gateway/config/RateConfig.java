package org.postroom.gateway.config;

import io.smallrye.config.WithDefault;

/** How many requests callers may send to one gateway. */
public interface RateConfig {
  /**
   * Requests a second of an account; 0 for no limit. The member {@code accounts} of the credentials
   * file gives single accounts rates of their own.
   */
  @WithDefault("100")
  long perSecond();

  /** Requests that an account may send at once after a pause. */
  @WithDefault("200")
  long burst();

  /**
   * Refusals for want of a valid signature that a source address is answered a second, those of
   * unknown paths included; beyond it ThrottlingException, and the connection is closed. 0 for no
   * limit.
   */
  @WithDefault("20")
  long unauthenticatedPerSecond();

  /** Such refusals at once after a pause. */
  @WithDefault("100")
  long unauthenticatedBurst();
}
