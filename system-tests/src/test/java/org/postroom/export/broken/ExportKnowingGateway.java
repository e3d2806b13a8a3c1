package org.postroom.export.broken;

import org.postroom.gateway.broken.GatewayType;

/** Breaks: a service knows contract and kit only. */
public interface ExportKnowingGateway {
  GatewayType gateway();
}
