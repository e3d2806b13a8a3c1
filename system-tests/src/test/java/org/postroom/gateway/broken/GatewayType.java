package org.postroom.gateway.broken;

/** Something of the gateway, for fixtures that must not know it. */
public interface GatewayType {}
