package org.postroom.maildomain.broken;

import org.postroom.gateway.broken.GatewayType;

/** Breaks: a service knows contract and kit only. */
public interface MailDomainKnowingGateway {
  GatewayType gateway();
}
