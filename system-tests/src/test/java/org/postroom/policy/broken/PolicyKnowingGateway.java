package org.postroom.policy.broken;

import org.postroom.gateway.broken.GatewayType;

/** Breaks: a service knows contract and kit only. */
public interface PolicyKnowingGateway {
  GatewayType gateway();
}
