package org.postroom.gateway.broken;

import org.postroom.maildomain.broken.MailDomainType;

/** Breaks: the gateway knows no service. */
public interface GatewayKnowingMailDomain {
  MailDomainType service();
}
