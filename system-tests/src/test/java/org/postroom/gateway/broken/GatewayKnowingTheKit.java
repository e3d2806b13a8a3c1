package org.postroom.gateway.broken;

import org.postroom.kit.broken.KitType;

/** Breaks: the gateway does not know the kit. */
public interface GatewayKnowingTheKit {
  KitType kit();
}
